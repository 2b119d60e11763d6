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
  stack,
  sum,
  tensor,
  tensor2d,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  tidy,
} from '@tensorflow/tfjs-core';
import { type LayerUse, layerUses } from '../../autodiff/kfac/layers';
import type { Linearization } from '../../autodiff/linearize';
import type { Parameter } from '../../autodiff/network';
import { withRepairs } from '../../autodiff/record';
import type { Batches } from './batches';

/** Numbers in the gradients of rows that are held at once. */
const PIECE = 2 ** 23;

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

export function blockShape({ weight, bias, inputs, outputs }: LayerUse): BlockShape {
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
      const inner = uses.map((use, i) => rotated(inputsOf(use), blocks[i].innerVectors));
      for (let k = 0; k < at.classes; k++)
        tidy(() =>
          gradientsOf(at, uses, seedOf(at, k)).forEach((s, i) => {
            const outer = rotated(s, blocks[i].outerVectors);
            forEachPiece(blocks[i], at.rows, (from, count) =>
              addTo(blocks[i].values, sumOfSquares(inner[i], outer, at.rows, from, count), rows),
            );
          }),
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
  const roots = blocks.map(({ values }) => values.map((value) => 1 / Math.sqrt(Math.max(value, 0) + shift)));
  let out = new Float64Array(0);
  batches.forEach((at, from) =>
    quietly(() => {
      const k = at.classes;
      if (out.length === 0) out = new Float64Array(rows * k * k);
      const uses = usesOf(at, blocks);
      const jacobians = Array.from({ length: k }, (_, c) => gradientsOf(at, uses, unitSeed(at, c)));
      uses.forEach((use, i) => {
        const root = tensor(Float32Array.from(roots[i]), [blocks[i].inner, blocks[i].outer]);
        const inner = rotated(inputsOf(use), blocks[i].innerVectors);
        const outer = jacobians.map((jacobian) => rotated(jacobian[i], blocks[i].outerVectors));
        forEachPiece(blocks[i], at.rows, (first, count) => {
          const turned = outer.map((s) => mul(rowGradients(inner, s, at.rows, first, count), root));
          const flat = reshape(stack(turned, 1), [count, k, -1]);
          const shares = matMul(flat, flat, false, true).dataSync<'float32'>();
          shares.forEach((share, j) => (out[(from + first) * k * k + j] += share / rows));
        });
      });
    }),
  );
  return out;
}

/** Calls `use` for pieces of the rows whose gradients by a layer can be held together. */
export function forEachPiece(
  { inner, outer }: BlockShape,
  rows: number,
  use: (from: number, count: number) => void,
): void {
  const piece = Math.max(1, Math.floor(PIECE / (inner * outer)));
  for (let from = 0; from < rows; from += piece) tidy(() => use(from, Math.min(piece, rows - from)));
}

/** Σ_t a_t·s_tᵀ over the positions of each of these rows, count × inner × outer. */
export function rowGradients(a: Tensor2D, s: Tensor2D, rows: number, from: number, count: number): Tensor3D {
  const [left, right] = [a, s].map((x) => {
    const positions = x.shape[0] / rows;
    const part = slice(x, [from * positions, 0], [count * positions, x.shape[1]]);
    return reshape(part, [count, positions, x.shape[1]]) as Tensor3D;
  });
  return matMul(left, right, true);
}

/** Σ over these rows of the squares of their gradients, inner × outer. */
function sumOfSquares(a: Tensor2D, s: Tensor2D, rows: number, from: number, count: number): Tensor {
  if (a.shape[0] > rows) return sum(square(rowGradients(a, s, rows, from, count)), 0);
  const [left, right] = [a, s].map((x) => square(slice(x, [from, 0], [count, x.shape[1]])) as Tensor2D);
  return matMul(left, right, true);
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

function usesOf(at: Linearization, shapes: readonly BlockShape[]): LayerUse[] {
  const { layers } = layerUses(at.steps, at.parameters, at.rows);
  return shapes.map(({ weight }) => layers.find((layer) => layer.weight === weight)!);
}

/** [x, 1], or x without an intercept; rows·T × inner. */
export function inputsOf({ input, bias }: LayerUse): Tensor2D {
  const x = input();
  return bias === undefined ? x : (concat([x, ones([x.shape[0], 1])], 1) as Tensor2D);
}

/** Gradients by the layers' products for these gradients by the scores. */
export function gradientsOf(at: Linearization, uses: readonly LayerUse[], seed: Tensor): Tensor2D[] {
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

function rotated(x: Tensor2D, vectors: Float64Array): Tensor2D {
  const size = x.shape[1];
  return matMul(x, tensor2d(Float32Array.from(vectors), [size, size]));
}

function addTo(total: Float64Array, part: Tensor, rows: number): void {
  part.dataSync<'float32'>().forEach((value, at) => (total[at] += value / rows));
}

/** With the repaired kernels, and nothing left over. */
export function quietly(f: () => void): void {
  withRepairs(() => tidy(f));
}
