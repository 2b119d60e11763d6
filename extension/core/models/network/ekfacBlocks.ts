/** The passes over the rows that EK-FAC takes, and how a layer's block lies in a vector of parameters. */
import {
  concat,
  matMul,
  mul,
  oneHot,
  ones,
  reshape,
  slice,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  tensor2d,
  type Tensor,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import { type DenseUse, denseUses } from '../../autodiff/kfac/layers';
import type { Linearization } from '../../autodiff/linearize';
import type { Parameter } from '../../autodiff/network';
import { withRepairs } from '../../autodiff/record';
import type { Batches } from './batches';

export interface BlockShape {
  /** Positions among the parameters. */
  weight: number;
  bias?: number;
  /** Inputs, and the constant where there is a bias. */
  inner: number;
  outer: number;
}

export interface Block extends BlockShape {
  /** Eigenvectors as columns, inner × inner and outer × outer. */
  innerVectors: Float64Array;
  outerVectors: Float64Array;
  /** Corrected eigenvalues, inner × outer. */
  values: Float64Array;
}

export function blockShape({ weight, bias, inputs, outputs }: DenseUse): BlockShape {
  return { weight, bias, inner: inputs + (bias === undefined ? 0 : 1), outer: outputs };
}

/** A and S of every layer. */
export function factorsOf(
  shapes: readonly BlockShape[],
  batches: Batches,
  rows: number,
): { inner: Float64Array; outer: Float64Array }[] {
  const factors = shapes.map(({ inner, outer }) => ({
    inner: new Float64Array(inner ** 2),
    outer: new Float64Array(outer ** 2),
  }));
  batches.forEach((at) =>
    quietly(() => {
      const uses = usesOf(at, shapes);
      uses.forEach((use, i) => {
        const a = inputsOf(use);
        addTo(factors[i].inner, matMul(a, a, true), rows);
      });
      for (let k = 0; k < at.classes; k++)
        tidy(() =>
          gradientsOf(at, uses, seedOf(at, k)).forEach((s, i) =>
            addTo(factors[i].outer, matMul(s, s, true), rows),
          ),
        );
    }),
  );
  return factors;
}

/** Sets the eigenvalues to the exact diagonal of G in the eigenbasis. */
export function correctedValues(blocks: readonly Block[], batches: Batches, rows: number): void {
  batches.forEach((at) =>
    quietly(() => {
      const uses = usesOf(at, blocks);
      const inner = uses.map((use, i) => square(rotated(inputsOf(use), blocks[i].innerVectors)));
      for (let k = 0; k < at.classes; k++)
        tidy(() =>
          gradientsOf(at, uses, seedOf(at, k)).forEach((s, i) =>
            addTo(
              blocks[i].values,
              matMul(inner[i] as Tensor2D, square(rotated(s, blocks[i].outerVectors)) as Tensor2D, true),
              rows,
            ),
          ),
        );
    }),
  );
}

/** A_i = J_i(G + shift·I)⁻¹J_iᵀ / n of every row, n × K × K (definitions: Self-influence, leverage, leave-one-out). */
export function scoreCovariances(
  blocks: readonly Block[],
  batches: Batches,
  rows: number,
  shift: number,
): Float64Array {
  const inverses = blocks.map(({ values }) => values.map((value) => 1 / (Math.max(value, 0) + shift)));
  let out = new Float64Array(0);
  batches.forEach((at, from) =>
    quietly(() => {
      const k = at.classes;
      if (out.length === 0) out = new Float64Array(rows * k * k);
      const uses = usesOf(at, blocks);
      const jacobians = Array.from({ length: k }, (_, c) => gradientsOf(at, uses, unitSeed(at, c)));
      uses.forEach((use, i) => {
        const { inner, outer, innerVectors, outerVectors } = blocks[i];
        const inverse = tensor2d(Float32Array.from(inverses[i]), [inner, outer]);
        const left = matMul(square(rotated(inputsOf(use), innerVectors)) as Tensor2D, inverse);
        const turned = jacobians.map((jacobian) => rotated(jacobian[i], outerVectors));
        for (let c = 0; c < k; c++)
          for (let d = 0; d <= c; d++)
            tidy(() => {
              const shares = sum(mul(left, mul(turned[c], turned[d])), 1).dataSync<'float32'>();
              shares.forEach((share, row) => {
                const to = (from + row) * k * k;
                out[to + c * k + d] += share / rows;
                if (d < c) out[to + d * k + c] += share / rows;
              });
            });
      });
    }),
  );
  return out;
}

/** A layer's part of a vector, inner × outer, the intercepts as its last row. */
export function gatherBlock(
  block: BlockShape,
  parameters: readonly Parameter[],
  v: Float64Array,
): Float64Array {
  const { weight, bias, inner, outer } = block;
  const out = new Float64Array(inner * outer);
  const start = offset(parameters, weight);
  const size = parameters[weight].variable.size;
  out.set(v.subarray(start, start + size));
  if (bias !== undefined)
    out.set(v.subarray(offset(parameters, bias), offset(parameters, bias) + outer), size);
  return out;
}

/** The reverse. */
export function scatterBlock(
  { weight, bias }: BlockShape,
  parameters: readonly Parameter[],
  part: Float64Array,
  v: Float64Array,
): void {
  const size = parameters[weight].variable.size;
  v.set(part.subarray(0, size), offset(parameters, weight));
  if (bias !== undefined) v.set(part.subarray(size), offset(parameters, bias));
}

function offset(parameters: readonly Parameter[], position: number): number {
  return parameters.slice(0, position).reduce((total, { variable }) => total + variable.size, 0);
}

function usesOf(at: Linearization, shapes: readonly BlockShape[]): DenseUse[] {
  const { layers } = denseUses(at.steps, at.parameters);
  return shapes.map(({ weight }) => layers.find((layer) => layer.weight === weight)!);
}

/** [x, 1], or x without an intercept; rows × inner. */
function inputsOf({ input, inputs, bias }: DenseUse): Tensor2D {
  const x = reshape(input, [-1, inputs]) as Tensor2D;
  return bias === undefined ? x : (concat([x, ones([x.shape[0], 1])], 1) as Tensor2D);
}

/** Gradients by the layers' products for these gradients by the scores. */
function gradientsOf(at: Linearization, uses: readonly DenseUse[], seed: Tensor): Tensor2D[] {
  const ids = uses.map(({ product }) => product);
  return at.gradientsAt(seed, ids).map((s, i) => reshape(s!, [-1, uses[i].outputs]) as Tensor2D);
}

/** √p_k·(e_k − p) of every row. */
function seedOf(at: Linearization, k: number): Tensor {
  const p = softmax(tensor2d(at.scores(), [at.rows, at.classes]));
  const own = slice(p, [0, k], [at.rows, 1]);
  return mul(sqrt(own), sub(oneHot([k], at.classes), p));
}

/** e_k for every row. */
function unitSeed(at: Linearization, k: number): Tensor {
  return mul(ones([at.rows, 1]), oneHot([k], at.classes));
}

function rotated(x: Tensor2D, vectors: Float64Array): Tensor {
  const size = x.shape[1];
  return matMul(x, tensor2d(Float32Array.from(vectors), [size, size]));
}

function addTo(total: Float64Array, part: Tensor, rows: number): void {
  part.dataSync<'float32'>().forEach((value, at) => (total[at] += value / rows));
}

function quietly(f: () => void): void {
  withRepairs(() => tidy(f));
}
