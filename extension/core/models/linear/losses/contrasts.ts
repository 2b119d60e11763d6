/**
 * Softmax is blind to a shift of all C class scores alike. Its K = C − 1 free directions are taken along the orthonormal
 * Helmert contrasts q_1 … q_K: q_j = (1, …, 1, −j, 0, …, 0) / √(j(j + 1)) with j ones. Since they are orthonormal, the penalty
 * ‖θ_w‖² is the same in both forms, and the null direction is gone instead of damped (definitions: Objective).
 */
export interface Contrasts {
  readonly classes: number;
  /** η = Q·ζ: C × m for ζ of K × m, written at `to` of `out`. */
  expand(z: Float64Array, from: number, m: number, out: Float64Array, to: number): void;
  /** Qᵀη: K × m for η of C × m, written at `to` of `out`. */
  contract(eta: Float64Array, from: number, m: number, out: Float64Array, to: number): void;
}

export function helmertContrasts(classes: number): Contrasts {
  const scale = Float64Array.from({ length: classes }, (_, j) => (j === 0 ? 0 : 1 / Math.sqrt(j * (j + 1))));
  return {
    classes,
    expand(z, from, m, out, to) {
      for (let column = 0; column < m; column++) {
        let later = 0;
        for (let c = classes - 1; c >= 1; c--) {
          const part = scale[c] * z[from + (c - 1) * m + column];
          out[to + c * m + column] = later - c * part;
          later += part;
        }
        out[to + column] = later;
      }
    },
    contract(eta, from, m, out, to) {
      for (let column = 0; column < m; column++) {
        let earlier = eta[from + column];
        for (let j = 1; j < classes; j++) {
          const value = eta[from + j * m + column];
          out[to + (j - 1) * m + column] = scale[j] * (earlier - j * value);
          earlier += value;
        }
      }
    },
  };
}

/** Θ of d × K in contrasts as weights of the classes, d × C. */
export function expandWeights(theta: Float64Array, classes: number): Float64Array {
  const k = classes - 1;
  const width = theta.length / k;
  const out = new Float64Array(width * classes);
  const { expand } = helmertContrasts(classes);
  for (let j = 0; j < width; j++) expand(theta, j * k, 1, out, j * classes);
  return out;
}

/** The reverse of `expandWeights`, up to a shift of all classes alike. */
export function contractWeights(weights: Float64Array, classes: number): Float64Array {
  const k = classes - 1;
  const width = weights.length / classes;
  const out = new Float64Array(width * k);
  const { contract } = helmertContrasts(classes);
  for (let j = 0; j < width; j++) contract(weights, j * classes, 1, out, j * k);
  return out;
}
