/** How benchmarks fit networks in this process. */
import { parse } from 'valibot';
import { InfluenceConfig, type ModelConfig } from '../../../extension/contract/config';
import type { FitContext } from '../../../extension/core/models/types';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { chooseBackend } from '../../../extension/engine/backends/choose';
import { QUIET } from '../problem';

/** A model with every default filled in. */
export function networkConfig<T extends ModelConfig>(model: InfluenceConfigModel): T {
  return parse(InfluenceConfig, { train: 'train.csv', test: 0.2, model }).model as T;
}

type InfluenceConfigModel = { type: 'mlp' | 'cnn'; [key: string]: unknown };

/** Tells of each stage once. */
export async function networkContext(
  tensors: 'tensorflow' | 'wasm',
  log: (line: string) => void,
): Promise<FitContext> {
  let last = '';
  const progress = ({ stage }: { stage: string }): void => {
    if (stage !== last) log(stage);
    last = stage;
  };
  return {
    backend: (await chooseBackend(tensors)).backend,
    seed: 0,
    work: { ...QUIET, progress },
    tensors: () => startTfjs(tensors),
  };
}
