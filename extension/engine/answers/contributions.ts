/** What the cells and words of a training row add to the log odds of two labels, in the file's own terms. */
import type { Work } from '../../contract/progress';
import type { CellContribution } from '../../contract/review';
import { applyFeatures } from '../../core/features/apply';
import type { ColumnPlan, TextPlan } from '../../core/features/types';
import type { Matrix } from '../../core/linalg/types';
import { featureContributions } from '../../core/mislabels/contributions';
import type { Dataset } from '../dataset/types';
import { cellsOf } from '../dataset/cells';
import type { Fitted } from '../session/state';

/** More than these tell nobody anything. */
const MOST = 40;

/** The largest contributions of cells, of text columns of single words; largest in size first. @param row record index */
export async function cellContributions(
  { train }: Dataset,
  { model, prepared }: Fitted,
  row: number,
  against: number,
  given: number,
  work: Work,
): Promise<CellContribution[]> {
  const { plan, problem } = prepared;
  const rows = Int32Array.of(row);
  const features = await applyFeatures(plan, train.file.table, rows, work);
  const amounts = featureContributions(model, problem.features, features, against, given);
  const names = plan.columns.map(({ column }) => column);
  const [{ cells }] = await cellsOf(train.file, [{ set: 'train', row }], names);
  const found: CellContribution[] = [];
  let at = 0;
  for (const [i, column] of plan.columns.entries()) {
    const own = amounts.subarray(at, at + column.features);
    at += column.features;
    found.push(
      ...(column.kind === 'text'
        ? wordContributions(column, own, await countsOf(column, train.file.table, rows, work))
        : [cellContribution(column, own, cells[i])]),
    );
  }
  return found
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, MOST);
}

function cellContribution({ column }: ColumnPlan, amounts: Float64Array, value: string): CellContribution {
  return { column, value, contribution: amounts.reduce((sum, amount) => sum + amount, 0) };
}

function wordContributions(
  { column, terms }: TextPlan,
  amounts: Float64Array,
  counts: Float64Array,
): CellContribution[] {
  return terms.map((term, t) => ({ column, term, value: String(counts[t]), contribution: amounts[t] }));
}

/** How often each term of a text column occurs in a record. */
async function countsOf(
  column: TextPlan,
  table: Dataset['train']['file']['table'],
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const plan: TextPlan = { ...column, weighting: 'count', idf: undefined };
  return dense(
    await applyFeatures({ columns: [plan], features: plan.features, sparse: true }, table, rows, work),
  );
}

function dense(row: Matrix): Float64Array {
  if (row.kind === 'dense') return row.data;
  const out = new Float64Array(row.cols);
  row.indices.forEach((j, at) => (out[j] = row.values[at]));
  return out;
}
