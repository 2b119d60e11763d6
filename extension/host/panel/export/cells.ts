/** Own cells stand in columns named after the file's with this before them: they may be called `label` or `row` too. */
export const OWN = 'data.';

export function namedCells(
  columns: readonly { name: string }[],
  cells: readonly string[],
): Record<string, string> {
  return Object.fromEntries(columns.map((column, i) => [column.name, cells[i] ?? '']));
}
