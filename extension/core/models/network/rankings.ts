import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import { closenessTo } from '../closeness';
import type { Rankings } from '../insight';
import { norm } from './problem';
import { type LossResponse, penaltyShare } from './response';
import type { NetworkState } from './state';

/** The parts of every row's influence on one loss, and rankings without them; those of gradients are of the losses alone. */
export async function rankRows(
  state: NetworkState,
  target: Matrix,
  { gradient, residuals: own, s }: LossResponse,
  work: Work,
): Promise<Rankings> {
  const { problem, batches } = state;
  const { features, labels, classes: k } = problem;
  const n = features.rows;
  const empty = (): Float64Array => new Float64Array(n);
  const norms = await state.gradientNorms(work);
  const [size, pull] = [norm(gradient), norm(own)];
  const share = penaltyShare(problem, s);
  const out = {
    influence: empty(),
    withoutLoss: empty(),
    withoutHessian: empty(),
    gradientCosine: empty(),
    loss: empty(),
    similarity: empty(),
    hessian: empty(),
  };
  batches.forEach((at, from) => {
    const residuals = at.residuals();
    const moved = at.jacobianTimes(s);
    const products = at.gradientDots(gradient);
    products.forEach((product, b) => {
      const i = from + b;
      let [learned, unlearned, squares] = [share, 0, 0];
      for (let c = 0; c < k; c++) {
        const r = residuals[b * k + c];
        learned += r * moved[b * k + c];
        // Nothing learned: all classes are as probable.
        unlearned += (1 / k - (labels[i] === c ? 1 : 0)) * moved[b * k + c];
        squares += r * r;
      }
      out.influence[i] = -learned;
      out.withoutLoss[i] = -unlearned;
      out.withoutHessian[i] = -product;
      out.loss[i] = Math.sqrt(squares);
      if (product === 0) return;
      // A row that the network fits without a rest pulls nowhere.
      out.gradientCosine[i] = Math.max(-1, Math.min(1, product / (size * norms[i])));
      out.similarity[i] = product / (pull * out.loss[i]);
      out.hessian[i] = learned / product;
    });
  });
  return { ...out, ...closenessTo(features, target) };
}
