/** All that the questions to a fitted network stand on. */
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import type { FitReport, FittedModel, InfluenceOptions } from '../types';
import type { Batches } from './batches';
import type { Checkpoint } from './checkpoints';
import type { Factors } from './factors';
import type { NetworkInverse } from './inverse';
import type { NetworkProblem } from './problem';

export interface NetworkState {
  problem: NetworkProblem;
  batches: Batches;
  factors: Factors;
  backend: Float64Backend;
  /** A network of the same shape, to be trained on other rows. */
  another(): NetworkProblem['network'];
  /** In the order of the training; none for a network that was not trained here. */
  checkpoints: readonly Checkpoint[];
  /** ‖∇ℓ_i‖ of every training row. */
  gradientNorms(work: Work): Promise<Float64Array>;
  /** A model of such a network. */
  modelOf(problem: NetworkProblem, report: FitReport): FittedModel;
  inverse(options: InfluenceOptions, work: Work): Promise<NetworkInverse>;
}
