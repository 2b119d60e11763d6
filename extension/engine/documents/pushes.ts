/** What cells, words and pixels push: derivatives by the features times what each has over an average row. */
import type { CellPush, PicturePushes } from '../../contract/why';
import { featureNames } from '../../core/features/describe';
import type { PictureLayout } from '../../core/features/picture';
import type { FeaturePlan } from '../../core/features/types';
import type { Matrix } from '../../core/linalg/types';
import type { Perturbation } from '../../core/models/insight';
import { denseRow } from '../../core/models/linear/design';

/** The two rows of one answer, one number a feature of the plan. */
export interface RowsInQuestion {
  training: Float64Array;
  explained: Float64Array;
  /** Of the training rows. */
  means: Float64Array;
}

/** @param at position of the training row */
export function rowsInQuestion(features: Matrix, at: number, target: Matrix): RowsInQuestion {
  return {
    training: denseRow(features, at),
    explained: denseRow(target, 0),
    means: columnMeans(features),
  };
}

/** Words on their own, other columns as a whole; largest first. */
export function cellPushes(plan: FeaturePlan, rows: RowsInQuestion, derivatives: Perturbation): CellPush[] {
  const pushes = new Map<string, CellPush>();
  const words = wordsOf(plan);
  featureNames(plan).forEach(({ column, term: named }, j) => {
    for (const side of ['training', 'explained'] as const) {
      const value = rows[side][j];
      const text = named !== undefined || words[j] !== undefined;
      // A word that is not there has no cell to push with.
      if (text && value === 0) continue;
      const term = words[j]?.(value) ?? named;
      const key = term === undefined ? column : `${column}\n${term}`;
      const push = pushes.get(key) ?? { column, term, training: 0, explained: 0 };
      const surplus = derivatives.presence ? 1 : value - (text ? 0 : rows.means[j]);
      push[side] += derivatives[side][j] * surplus;
      pushes.set(key, push);
    }
  });
  const size = (push: CellPush): number => Math.max(Math.abs(push.training), Math.abs(push.explained));
  return [...pushes.values()].sort((a, b) => size(b) - size(a));
}

/** By feature: the word that a number stands for, where features are numbers of words. */
function wordsOf({ columns }: FeaturePlan): (((number: number) => string) | undefined)[] {
  return columns.flatMap((plan) =>
    plan.kind === 'tokens'
      ? Array<(number: number) => string>(plan.features).fill(
          (number) => plan.numbers.words[number] || `[${number}]`,
        )
      : Array<undefined>(plan.features),
  );
}

/** By pixel, over its channels together. */
export function picturePushes(
  plan: FeaturePlan,
  { column, height, width, pixels, range }: PictureLayout,
  rows: RowsInQuestion,
  derivatives: Perturbation,
): PicturePushes {
  const values = unprepared(plan, rows);
  const ofRow = (name: 'training' | 'explained') => {
    const pushes = new Array<number>(height * width).fill(0);
    const shades = new Array<number>(height * width).fill(0);
    const counts = new Int32Array(height * width);
    pixels.forEach((pixel, j) => {
      if (pixel < 0) return;
      pushes[pixel] += derivatives[name][j] * (rows[name][j] - rows.means[j]);
      shades[pixel] += values[name][j];
      counts[pixel]++;
    });
    const [least, most] = range;
    const shade = (sum: number, pixel: number) =>
      Math.min(1, Math.max(0, (sum / counts[pixel] - least) / (most - least)));
    return { pushes, shades: shades.map(shade) };
  };
  const [training, explained] = [ofRow('training'), ofRow('explained')];
  return {
    ...(column !== undefined && { column }),
    height,
    width,
    training: training.pushes,
    explained: explained.pushes,
    shades: { training: training.shades, explained: explained.shades },
  };
}

/** The rows in the units of the data. */
function unprepared({ columns }: FeaturePlan, rows: RowsInQuestion): Omit<RowsInQuestion, 'means'> {
  const [training, explained] = [rows.training.slice(), rows.explained.slice()];
  let at = 0;
  for (const plan of columns) {
    if ('center' in plan)
      for (let j = 0; j < plan.features; j++) {
        const [scale, center] = 'shape' in plan ? [plan.scale[j], plan.center[j]] : [plan.scale, plan.center];
        for (const row of [training, explained]) row[at + j] = row[at + j] * scale + center;
      }
    at += plan.features;
  }
  return { training, explained };
}

/** The average training row of columns of numbers and arrays, as the plan learned it. */
export function averageRow({ columns, features }: FeaturePlan): Float64Array {
  const out = new Float64Array(features);
  let at = 0;
  for (const plan of columns) {
    if (plan.kind === 'image' || plan.kind === 'array')
      for (let j = 0; j < plan.features; j++)
        if (plan.scale[j] !== 0) out[at + j] = (plan.fill[j] - plan.center[j]) / plan.scale[j];
    at += plan.features;
  }
  return out;
}

/** Of every column. */
export function columnMeans(matrix: Matrix): Float64Array {
  const out = new Float64Array(matrix.cols);
  const values = matrix.kind === 'dense' ? matrix.data : matrix.values;
  const stored = matrix.kind === 'dense' ? matrix.data.length : matrix.indptr[matrix.rows];
  for (let e = 0; e < stored; e++)
    out[matrix.kind === 'dense' ? e % matrix.cols : matrix.indices[e]] += values[e] / matrix.rows;
  return out;
}
