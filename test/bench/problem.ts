/** A dataset read and prepared by the engine, for benchmarks that fit many models to it in this process. */
import type { ModelConfig } from '../../extension/contract/config';
import type { Work } from '../../extension/contract/progress';
import type { Float64Backend } from '../../extension/core/linalg/types';
import { modelFamily } from '../../extension/core/models/registry';
import type { FittedModel, TrainingProblem } from '../../extension/core/models/types';
import { loadConfig } from '../../extension/engine/config/load';
import { prepareFeatures } from '../../extension/engine/dataset/features';
import { readDataset } from '../../extension/engine/dataset/read';

export const QUIET: Work = { signal: new AbortController().signal, progress: () => undefined };

export interface BenchProblem {
  problem: TrainingProblem;
  model: ModelConfig;
}

export async function openProblem(config: string): Promise<BenchProblem> {
  const loaded = await loadConfig(config);
  const dataset = await readDataset(loaded, loaded.config.seed, Infinity, QUIET);
  const { problem } = await prepareFeatures(dataset, QUIET);
  return { problem, model: loaded.config.model };
}

export function fit(
  { problem, model }: BenchProblem,
  labels: Int32Array,
  backend: Float64Backend,
): Promise<FittedModel> {
  return modelFamily(model.type).fit({ ...problem, labels }, model, { backend, seed: 0, work: QUIET });
}
