/** What a data file holds, for setting up a dataset. */
import type { FileInspection } from '../../contract/protocol';
import { isMissingText } from './blank';
import { arrayAt } from './shapes';
import type { Table, TableColumn } from './types';

type InspectedColumn = FileInspection['columns'][number];

const EXAMPLES = 5;
/** Records looked at for examples. */
const EXAMPLE_RECORDS = 50;
/** A label of numbers with more distinct values than this is more likely a measurement. */
const FEW_NUMBERS = 20;
/** A column of categories with more than this is an unlikely label. */
const FEW_CATEGORIES = 50;

const LABEL_NAMES = [
  /^(label|labels|class|target|y)$/i,
  /^(species|category|outcome|diagnosis|sentiment|spam|is_?spam|survived|churn|income|result|type|status)$/i,
  /label|class|target|category|outcome|diagnos/i,
];

/** @param cells the cells of records, in the order of the names */
export async function inspect(
  table: Table,
  cells: (rows: number[], names: string[]) => Promise<string[][]>,
): Promise<FileInspection> {
  const examples = await exampleCells(table, cells);
  const columns = table.columns.map((column, i) => describe(column, table.records.count, examples[i]));
  return {
    file: table.file,
    rows: table.records.count,
    columns,
    labelCandidates: labelCandidates(columns, table.records.count),
    notices: table.notices,
  };
}

async function exampleCells(table: Table, cellsOf: Parameters<typeof inspect>[1]): Promise<string[][]> {
  const rows = Array.from({ length: Math.min(EXAMPLE_RECORDS, table.records.count) }, (_, row) => row);
  const names = table.columns.map(({ name }) => name);
  const cells = await cellsOf(rows, names);
  return names.map((_, i) =>
    [...new Set(cells.map((record) => record[i].trim()).filter((text) => !isMissingText(text)))].slice(
      0,
      EXAMPLES,
    ),
  );
}

function describe(column: TableColumn, rows: number, examples: string[]): InspectedColumn {
  const { name, kind } = column;
  switch (column.kind) {
    case 'numeric':
    case 'date': {
      const sorted = Float64Array.from(column.values).sort();
      let distinct = 0;
      let present = 0;
      for (let i = 0; i < sorted.length && !Number.isNaN(sorted[i]); i++, present++) {
        if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
      }
      return { name, kind, distinct, missing: rows - present, examples };
    }
    case 'categorical':
    case 'boolean':
      return {
        name,
        kind,
        distinct: column.categories.length,
        missing: countMissing(column.codes),
        examples: mostFrequent(column.codes, column.categories),
      };
    case 'text':
      return { name, kind, distinct: column.texts.count, missing: countMissing(column.codes), examples };
    case 'image':
    case 'array':
      return { name, kind, distinct: rows, missing: countAbsent(column, rows), examples };
    case 'identifier':
      return { name, kind, distinct: rows, missing: 0, examples };
  }
}

function mostFrequent(codes: Int32Array, categories: readonly string[]): string[] {
  const counts = new Float64Array(categories.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const order = Array.from(categories.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  return order.slice(0, EXAMPLES).map((code) => categories[code]);
}

function countMissing(codes: Int32Array): number {
  let missing = 0;
  for (const code of codes) if (code < 0) missing++;
  return missing;
}

function countAbsent(column: TableColumn & { kind: 'image' | 'array' }, rows: number): number {
  let missing = 0;
  for (let row = 0; row < rows; row++) if (Number.isNaN(arrayAt(column, row)[0])) missing++;
  return missing;
}

function couldBeLabel({ name, kind, distinct }: InspectedColumn, rows: number): boolean {
  if (distinct >= 2 && rows <= 2 * FEW_NUMBERS && LABEL_NAMES[0].test(name)) return true;
  if (distinct < 2 || (distinct > FEW_NUMBERS && 2 * distinct > rows)) return false;
  if (kind === 'numeric') return distinct <= FEW_NUMBERS;
  return kind === 'boolean' || kind === 'categorical';
}

/** By name, then by few distinct values and no missing ones, then the last column first. */
function labelCandidates(columns: readonly InspectedColumn[], rows: number): string[] {
  const score = (column: InspectedColumn, position: number): number => {
    const named = LABEL_NAMES.findIndex((pattern) => pattern.test(column.name));
    const byName = named < 0 ? 0 : 10 * (LABEL_NAMES.length - named);
    const byCount =
      column.distinct === 2 ? 4 : column.distinct <= 10 ? 3 : column.distinct <= FEW_CATEGORIES ? 1 : 0;
    const byKind = column.kind === 'numeric' ? 0 : 2;
    const byPlace = position === columns.length - 1 ? 5 : position === 0 ? 1 : 0;
    return byName + byCount + byKind + byPlace - (column.missing > 0 ? 3 : 0);
  };
  return columns
    .map((column, position) => ({ column, position, score: score(column, position) }))
    .filter(({ column }) => couldBeLabel(column, rows))
    .sort((a, b) => b.score - a.score || b.position - a.position)
    .map(({ column }) => column.name);
}
