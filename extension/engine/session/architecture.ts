import { LensError } from '../../contract/errors';
import { stagesOf } from '../../core/models/network/architecture';
import type { TrainingProblem } from '../../core/models/types';
import { configError, type LoadedConfig } from '../config/load';

/** Throws a `config` error with its place when the network of the config cannot see rows like these. */
export function requireArchitecture(loaded: LoadedConfig, problem: TrainingProblem): void {
  const { model } = loaded.config;
  if (model.type !== 'cnn') return;
  try {
    stagesOf(problem, model);
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'config') throw error;
    const key = (['imageShape', 'kernel', 'stride'] as const).find((key) =>
      error.message.startsWith(`model.${key} `),
    );
    throw configError(loaded, ['model', key ?? 'type'], error.message, error.hint ?? '');
  }
}
