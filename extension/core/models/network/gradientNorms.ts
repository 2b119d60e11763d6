/** ‖∇ℓ_i‖ of every training row, without forming the gradients where the layers tell them (Goodfellow 2015, arXiv 1510.01799). */
import { mul, reshape, square, sum, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Work } from '../../../contract/progress';
import { lossGradient } from '../../autodiff/gradient';
import { type LayerUse, layerUses } from '../../autodiff/kfac/layers';
import type { Linearization } from '../../autodiff/linearize';
import { createPacer } from '../../pacing';
import type { Batches } from './batches';
import { rowsTensor, targetsTensor } from './data';
import { blockShape, forEachPiece, gradientsOf, inputsOf, quietly, rowGradients } from './ekfacBlocks';
import { norm, type NetworkProblem } from './problem';

export async function gradientNorms(
  problem: NetworkProblem,
  batches: Batches,
  work: Work,
): Promise<Float64Array> {
  const squares = new Float64Array(problem.features.rows);
  let layered = true;
  batches.forEach((at, from) => {
    if (!layered) return;
    const { layers, left } = layerUses(at.steps, at.parameters, at.rows);
    layered = left.length === 0;
    if (layered) addSquares(at, layers, squares.subarray(from, from + at.rows));
  });
  return layered ? squares.map(Math.sqrt) : oneByOne(problem, work);
}

/** ‖Σ_t a_t·s_tᵀ‖² of each layer, with s the gradient by its product: at a single position ‖a‖²·‖s‖². */
function addSquares(at: Linearization, layers: readonly LayerUse[], out: Float64Array): void {
  quietly(() => {
    const residuals = tensor2d(at.residuals(), [at.rows, at.classes]);
    gradientsOf(at, layers, residuals).forEach((s, i) => {
      const a = inputsOf(layers[i]);
      const add = (part: Tensor, from: number): void =>
        part.dataSync<'float32'>().forEach((value, b) => (out[from + b] += value));
      if (a.shape[0] === at.rows) add(mul(squaresOf(a), squaresOf(s)), 0);
      else
        forEachPiece(blockShape(layers[i]), at.rows, (from, count) =>
          add(squaresOf(reshape(rowGradients(a, s, at.rows, from, count), [count, -1])), from),
        );
    });
  });
}

function squaresOf(rows: Tensor2D): Tensor {
  return sum(square(rows), 1);
}

/** For layers of other kinds. */
async function oneByOne(
  { network, loss, features, labels, classes }: NetworkProblem,
  work: Work,
): Promise<Float64Array> {
  const pacer = createPacer(work);
  const norms = new Float64Array(features.rows);
  for (let i = 0; i < features.rows; i++) {
    const row = rowsTensor(features, i, i + 1);
    const wanted = targetsTensor(labels.subarray(i, i + 1), classes);
    try {
      norms[i] = norm(lossGradient(network, loss, row, wanted).gradient);
    } finally {
      row.dispose();
      wanted.dispose();
    }
    await pacer.pause({ stage: 'Measuring the gradients', fraction: (i + 1) / features.rows });
  }
  return norms;
}
