import type { Work } from '../../contract/progress';
import type { FrozenPart, PulledBack } from '../../core/keras/frozen';
import type { InputPlan } from '../../core/keras/inputPlan';
import type { DenseMatrix } from '../../core/linalg/types';

/** From the columns of the plan to the features that a model is linear in. Rows are matrices, one or many at a time. */
export interface FeatureMap {
  features(rows: DenseMatrix, work: Work): Promise<DenseMatrix>;
  /** By the columns of each row: the derivative of its features' dot product with `weights` (rows × features). */
  pullBack(rows: DenseMatrix, weights: DenseMatrix, work: Work): Promise<PulledBack>;
  /** One row, its features first; what it holds is to be disposed of. */
  pass(row: DenseMatrix): Promise<FeaturePass>;
}

/** One row with its features. */
export interface FeaturePass {
  features: Float64Array;
  /** By the columns of the row: the derivative of its features' dot product with `weights`. */
  pullBack(weights: Float64Array): Promise<Float64Array>;
  dispose(): void;
}

/** @param part of the network, with its backend made the current one */
export function featureMap(part: () => Promise<FrozenPart>, input: InputPlan): FeatureMap {
  return {
    features: async (rows, work) => (await part()).features(rows, input, work),
    async pass(row) {
      const { features, pullBack, dispose } = (await part()).pass(row, input);
      return {
        features,
        async pullBack(weights) {
          await part();
          return pullBack(weights);
        },
        dispose,
      };
    },
    pullBack: async (rows, weights, work) => (await part()).pullBack(rows, weights, input, work),
  };
}
