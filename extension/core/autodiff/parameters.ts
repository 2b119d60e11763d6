/** Parameters as one vector: one after the other, each row-major. */
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Parameter } from './network';

export function parameterCount(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, { variable }) => sum + variable.size, 0);
}

export function readParameters(parameters: readonly Parameter[]): Float64Array {
  return joined(
    parameters,
    parameters.map(({ variable }) => variable),
  );
}

export function writeParameters(parameters: readonly Parameter[], theta: Float64Array): void {
  tidy(() => {
    const parts = splitVector(parameters, theta);
    parameters.forEach(({ variable }, i) => variable.assign(parts[i]));
  });
}

/** A vector as tensors in the shapes of the parameters. */
export function splitVector(parameters: readonly Parameter[], vector: Float64Array): Tensor[] {
  let from = 0;
  return parameters.map(({ variable }) => {
    const to = from + variable.size;
    const part = tensor(new Float32Array(vector.subarray(from, to)), variable.shape, 'float32');
    from = to;
    return part;
  });
}

/** The reverse of `splitVector`; what is undefined counts as zeros. */
export function joined(
  parameters: readonly Parameter[],
  parts: readonly (Tensor | undefined)[],
): Float64Array {
  const vector = new Float64Array(parameterCount(parameters));
  let from = 0;
  parameters.forEach(({ variable }, i) => {
    const part = parts[i];
    if (part) vector.set(part.dataSync(), from);
    from += variable.size;
  });
  return vector;
}

/** 1 for every entry that is penalised, else 0. */
export function penaltyMask(parameters: readonly Parameter[]): Float64Array {
  const mask = new Float64Array(parameterCount(parameters));
  let from = 0;
  for (const { variable, penalised } of parameters) {
    if (penalised) mask.fill(1, from, from + variable.size);
    from += variable.size;
  }
  return mask;
}
