import stringWidth from 'fast-string-width';

export interface Column<Row> {
  title: string;
  align?: 'left' | 'right';
  cell(row: Row): string;
}

/** Lines of a table with a title line; columns as wide as their widest cell, two spaces between. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => stringWidth(line[i]!))));
  return cells.map((line) =>
    line
      .map((text, i) => {
        const pad = ' '.repeat(widths[i]! - stringWidth(text));
        return columns[i]!.align === 'right' ? pad + text : text + pad;
      })
      .join('  ')
      .trimEnd(),
  );
}
