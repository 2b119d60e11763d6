/** How rows of a design matrix become the input that a model expects. */
import type { KerasConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import type { FeaturePlan } from '../features/types';
import { sizeOf } from '../tables/shapes';

export type InputConfig = KerasConfig['input'];

/** What becomes of a row: its shape, and for images the scale of its numbers. */
export interface InputPlan {
  shape: number[];
  /** x · scale + shift for each channel; absent where the numbers stay as they are. */
  scale?: number[];
  shift?: number[];
}

/**
 * Throws a `model` error that says what the model wants and what the data give, where the two do not fit.
 * @param wanted shape of a row as the model has it, null where it is free
 */
export function planInput(
  wanted: readonly (number | null)[],
  plan: FeaturePlan,
  config: InputConfig,
): InputPlan {
  const [only] = plan.columns;
  const given = plan.columns.length === 1 && 'shape' in only ? only.shape : [plan.features];
  const shape = fitted(wanted, given, plan);
  if (plan.columns.length !== 1 || only.kind !== 'image') return { shape };
  const channels = given[2];
  const [low, high] = config.range;
  const mean = perChannel('mean', config.mean ?? Array<number>(channels).fill(0), channels);
  const std = perChannel('std', config.std ?? Array<number>(channels).fill(1), channels);
  return {
    shape,
    scale: std.map((s) => (high - low) / s),
    shift: std.map((s, c) => (low - mean[c]) / s),
  };
}

function fitted(wanted: readonly (number | null)[], given: readonly number[], plan: FeaturePlan): number[] {
  const same =
    wanted.length === given.length && wanted.every((side, i) => side === null || side === given[i]);
  if (same) return [...given];
  // A row of numbers becomes whatever holds as many of them.
  const sides = wanted.filter((side) => side !== null);
  if (sides.length === wanted.length && sizeOf(sides) === plan.features) return sides;
  const columns = plan.columns.length === 1 ? '1 column' : `${plan.columns.length} columns`;
  throw new LensError(
    'model',
    `The model takes rows of ${shapeText(wanted)}, and the data give rows of ${shapeText(given)} (${columns}: ${columnNames(plan)}).`,
    {
      hint: plan.columns.some(({ kind }) => kind === 'text')
        ? 'For a model that looks words up, name its vocabulary in "model.input.tokens", and the column in "model.input.columns".'
        : 'Name the columns that it takes in "model.input.columns", or set "features.image.size" for images.',
    },
  );
}

function columnNames({ columns }: FeaturePlan): string {
  const names = columns.slice(0, 5).map(({ column }) => column);
  return names.join(', ') + (columns.length > names.length ? ', …' : '');
}

/** `224 × 224 × 3 numbers`; a side that is free is `any`. */
export function shapeText(shape: readonly (number | null)[]): string {
  return `${shape.map((side) => side ?? 'any').join(' × ')} number${shape.length === 1 && shape[0] === 1 ? '' : 's'}`;
}

function perChannel(key: 'mean' | 'std', given: readonly number[], channels: number): readonly number[] {
  if (given.length === channels) return given;
  throw new LensError(
    'model',
    `"model.input.${key}" has ${given.length} numbers, and the images have ${channels} channels.`,
    {
      hint: 'Give one number a channel.',
    },
  );
}
