/** From options to the parameters of requests. */
import { resolve } from 'node:path';
import type { BackendChoice, LeverageChoice, SolverChoice } from '../../contract/config';
import type { DatasetRef } from '../../contract/protocol';
import type { RecordRef } from '../../contract/records';
import type { Selection } from '../../engine/documents/explain';
import type { Choice } from '../../engine/session/target';
import { usage } from './parse';
import type { OptionName, OptionValues } from './types';

const DEFAULT_TOP = 10;

export function datasetOf(options: OptionValues): DatasetRef {
  if (options.config === undefined) {
    throw usage('--config is missing.', 'Name the influence.json: --config FILE.');
  }
  return {
    config: resolve(String(options.config)),
    backend: options.backend as BackendChoice | undefined,
    solver: options.solver as SolverChoice | undefined,
    leverage: options.leverage as LeverageChoice | undefined,
    seed: options.seed as number | undefined,
  };
}

const TARGETS = ['test-row', 'train-row', 'input'] as const satisfies readonly OptionName[];

/** The record to explain, given by one of --test-row, --train-row and --input; `onlyRecord`: the one of a file that holds one. */
export function targetOf(options: OptionValues): { target: RecordRef; onlyRecord: boolean } {
  const given = TARGETS.filter((name) => options[name] !== undefined);
  if (given.length !== 1) {
    throw usage(
      given.length === 0
        ? 'Nothing says which prediction to explain.'
        : `${given.map((name) => `--${name}`).join(' and ')} exclude each other.`,
      'Give one of --test-row N, --train-row N, --input FILE.',
    );
  }
  if (options['input-row'] !== undefined && options.input === undefined) {
    throw usage('--input-row goes with --input.', 'Add --input FILE.');
  }
  const row = Number(options[given[0] === 'input' ? 'input-row' : given[0]] ?? 0);
  if (options.input === undefined) {
    return { target: { set: given[0] === 'test-row' ? 'test' : 'train', row }, onlyRecord: false };
  }
  return {
    target: { set: 'input', file: resolve(String(options.input)), row },
    onlyRecord: options['input-row'] === undefined,
  };
}

export function choiceOf({ target }: OptionValues): Choice {
  if (target === undefined) return { by: 'auto' };
  if (target === 'label' || target === 'prediction') return { by: target };
  return { by: 'class', name: String(target) };
}

/** What every question about one prediction names; `onlyRecord` is as {@link targetOf} gives it. */
export function predictionOf(
  options: OptionValues,
): ReturnType<typeof targetOf> & { dataset: DatasetRef; choice: Choice } {
  return { ...targetOf(options), dataset: datasetOf(options), choice: choiceOf(options) };
}

export function selectionOf(options: OptionValues): Selection {
  if (options.all && options.top !== undefined)
    throw usage('--all and --top exclude each other.', 'Drop one.');
  return { top: Number(options.top ?? DEFAULT_TOP), all: options.all === true };
}
