/** Networks of one hidden layer of tanh in float64, differentiated by central differences: share nothing with the product. */
import type { DenseMatrix } from '../../../extension/core/linalg/types';

export interface Shape {
  inputs: number;
  hidden: number;
  classes: number;
}

export type Scores = (theta: Float64Array, x: Float64Array) => Float64Array;

/** Scores of one row by a perceptron; parameters are W1, b1, W2, b2, each row-major. */
export function scores(
  theta: Float64Array,
  x: Float64Array,
  { inputs, hidden, classes }: Shape,
): Float64Array {
  const b1 = inputs * hidden;
  const w2 = b1 + hidden;
  const b2 = w2 + hidden * classes;
  const h = new Float64Array(hidden);
  for (let j = 0; j < hidden; j++) {
    let sum = theta[b1 + j];
    for (let i = 0; i < inputs; i++) sum += x[i] * theta[i * hidden + j];
    h[j] = Math.tanh(sum);
  }
  return Float64Array.from({ length: classes }, (_, c) => {
    let sum = theta[b2 + c];
    for (let j = 0; j < hidden; j++) sum += h[j] * theta[w2 + j * classes + c];
    return sum;
  });
}

export function softmax(z: Float64Array): Float64Array {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp(value - top));
  const total = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / total);
}

export interface ConvolutionShape {
  side: number;
  kernel: number;
  stride: number;
  filters: number;
  classes: number;
}

/**
 * Scores of one grey image by a convolution with zeros beyond the border, tanh, and a dense layer on all of it; parameters are the
 * filters (kernel × kernel × filters), their intercepts, W (height × width × filters, classes), and its intercepts.
 */
export function convolutionScores(
  theta: Float64Array,
  x: Float64Array,
  { side, kernel, stride, filters, classes }: ConvolutionShape,
): Float64Array {
  const out = Math.ceil(side / stride);
  const before = Math.floor(Math.max(0, (out - 1) * stride + kernel - side) / 2);
  const intercepts = kernel * kernel * filters;
  const weights = intercepts + filters;
  const last = weights + out * out * filters * classes;
  const z = theta.slice(last);
  for (let row = 0; row < out; row++)
    for (let column = 0; column < out; column++)
      for (let f = 0; f < filters; f++) {
        let sum = theta[intercepts + f];
        for (let down = 0; down < kernel; down++)
          for (let across = 0; across < kernel; across++) {
            const [y, at] = [row * stride - before + down, column * stride - before + across];
            if (y < 0 || y >= side || at < 0 || at >= side) continue;
            sum += x[y * side + at] * theta[(down * kernel + across) * filters + f];
          }
        const h = Math.tanh(sum);
        const hidden = (row * out + column) * filters + f;
        for (let c = 0; c < classes; c++) z[c] += h * theta[weights + hidden * classes + c];
      }
  return z;
}

/** ∂z_c/∂θ of one row, K vectors. */
export function jacobian(
  theta: Float64Array,
  x: Float64Array,
  classes: number,
  scores: Scores,
): Float64Array[] {
  const rows = Array.from({ length: classes }, () => new Float64Array(theta.length));
  const moved = theta.slice();
  const step = 1e-5;
  for (let j = 0; j < theta.length; j++) {
    moved[j] = theta[j] + step;
    const above = scores(moved, x);
    moved[j] = theta[j] - step;
    const below = scores(moved, x);
    moved[j] = theta[j];
    rows.forEach((row, c) => (row[j] = (above[c] - below[c]) / (2 * step)));
  }
  return rows;
}

export interface Reference {
  /** Mean Gauss-Newton matrix, p × p, without penalty and damping. */
  gaussNewton: Float64Array;
  /** ∇ℓ_i of every row. */
  gradients: Float64Array[];
}

export function reference(
  theta: Float64Array,
  features: DenseMatrix,
  labels: Int32Array,
  classes: number,
  scores: Scores,
): Reference {
  const p = theta.length;
  const gaussNewton = new Float64Array(p * p);
  const gradients = Array.from(labels, (label, i) => {
    const x = features.data.subarray(i * features.cols, (i + 1) * features.cols);
    const j = jacobian(theta, x, classes, scores);
    const probabilities = softmax(scores(theta, x));
    for (let c = 0; c < classes; c++)
      for (let d = 0; d < classes; d++) {
        const w = probabilities[c] * ((c === d ? 1 : 0) - probabilities[d]);
        for (let a = 0; a < p; a++)
          for (let b = 0; b < p; b++) gaussNewton[a * p + b] += (w * j[c][a] * j[d][b]) / labels.length;
      }
    return j[0].map((_, a) =>
      j.reduce((sum, row, c) => sum + (probabilities[c] - (c === label ? 1 : 0)) * row[a], 0),
    );
  });
  return { gaussNewton, gradients };
}

/** Mean Hessian of the losses, p × p, without penalty: central differences of the gradients. */
export function referenceHessian(
  theta: Float64Array,
  features: DenseMatrix,
  labels: Int32Array,
  classes: number,
  scores: Scores,
): Float64Array {
  const p = theta.length;
  const step = 1e-3;
  const meanGradient = (j: number, by: number): Float64Array => {
    const moved = theta.map((value, at) => (at === j ? value + by : value));
    const { gradients } = reference(moved, features, labels, classes, scores);
    return Float64Array.from(
      { length: p },
      (_, a) => gradients.reduce((sum, g) => sum + g[a], 0) / labels.length,
    );
  };
  const out = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const [above, below] = [meanGradient(j, step), meanGradient(j, -step)];
    for (let a = 0; a < p; a++) out[a * p + j] = (above[a] - below[a]) / (2 * step);
  }
  return out;
}

/** 1 for weights, 0 for intercepts. */
export function weightMask({ inputs, hidden, classes }: Shape): Float64Array {
  return Float64Array.from([
    ...Array<number>(inputs * hidden).fill(1),
    ...Array<number>(hidden).fill(0),
    ...Array<number>(hidden * classes).fill(1),
    ...Array<number>(classes).fill(0),
  ]);
}

/** Position of the layer of each parameter. */
export function layerOf({ inputs, hidden, classes }: Shape): Int32Array {
  const first = (inputs + 1) * hidden;
  return Int32Array.from({ length: first + (hidden + 1) * classes }, (_, j) => (j < first ? 0 : 1));
}
