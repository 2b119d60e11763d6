/**
 * The Gauss-Newton matrix of a network of dense layers and convolutions, block by block in a Kronecker-factored eigenbasis with
 * corrected eigenvalues: EK-FAC (George et al. 2018; for convolutions Grosse & Martens 2016; for influence, Grosse et al. 2023).
 *
 * With a = [x; 1] of a layer, and s_k the gradients of its product by the seeds √p_k·(e_k − p), its block of G is the mean over rows
 * of Σ_k a·aᵀ ⊗ s_k·s_kᵀ. The factors are A = E[a·aᵀ] and S = E[Σ_k s_k·s_kᵀ]; in their eigenbasis the diagonal is exact.
 */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { layerUses } from '../../autodiff/kfac/layers';
import { parameterCount } from '../../autodiff/parameters';
import type { Float64Backend } from '../../linalg/types';
import type { Batches } from './batches';
import { type Block, blockShape, correctedValues, factorsOf, gatherBlock, scatterBlock } from './ekfacBlocks';
import type { NetworkProblem } from './problem';

export interface Ekfac {
  readonly blocks: readonly Block[];
  /** Mean of the eigenvalues of G. */
  readonly meanEigenvalue: number;
  /** δ where none is given. */
  readonly damping: number;
  /** (G + (λ + δ)I)⁻¹·v in the approximation; the penalty is applied to intercepts too. */
  solve(v: Float64Array, shift: number): Float64Array;
}

/** Share of the mean eigenvalue of G that is added to the diagonal when no damping is given (Grosse et al. 2023, section 2.3). */
export const DAMPING_SHARE = 0.1;
/** Inputs or outputs of a layer whose factor can still be decomposed in reasonable time. */
const WIDEST = 5000;

/** Throws a `model` error that names the parameters that belong to no such layer, and a `memory` error where a layer is too wide. */
export async function createEkfac(
  problem: NetworkProblem,
  batches: Batches,
  backend: Float64Backend,
  work: Work,
  widest = WIDEST,
): Promise<Ekfac> {
  const { parameters } = problem.network;
  const n = problem.features.rows;
  work.progress({ stage: 'Factoring the curvature of each layer' });
  const shapes = layersOf(problem, batches, widest);
  const factors = factorsOf(shapes, batches, n);
  const blocks: Block[] = [];
  for (const [i, shape] of shapes.entries()) {
    const inner = await backend.symmetricEigen(factors[i].inner, shape.inner, work);
    const outer = await backend.symmetricEigen(factors[i].outer, shape.outer, work);
    blocks.push({
      ...shape,
      innerVectors: inner.vectors,
      outerVectors: outer.vectors,
      values: new Float64Array(shape.inner * shape.outer),
    });
  }
  correctedValues(blocks, batches, n);
  return operator(blocks, parameters, backend);
}

/** The numbers that factors consist of, for `ekfacOf`. */
export function savedEkfac({ blocks }: Ekfac): Record<string, Float64Array> {
  const arrays = blocks.flatMap(({ innerVectors, outerVectors, values, ...shape }, i) => {
    const { weight, bias = -1, inner, outer } = shape;
    return [
      [`${i} shape`, Float64Array.of(weight, bias, inner, outer)],
      [`${i} inner`, innerVectors],
      [`${i} outer`, outerVectors],
      [`${i} values`, values],
    ] as const;
  });
  return Object.fromEntries(arrays);
}

/** The factors as they were saved; undefined where they do not fit the network. */
export function ekfacOf(
  { network: { parameters } }: NetworkProblem,
  saved: Record<string, Float64Array>,
  backend: Float64Backend,
): Ekfac | undefined {
  const blocks: Block[] = [];
  for (let i = 0; saved[`${i} shape`]; i++) {
    const [weight, bias, inner, outer] = saved[`${i} shape`];
    const [innerVectors, outerVectors, values] = ['inner', 'outer', 'values'].map(
      (part) => saved[`${i} ${part}`],
    );
    blocks.push({
      weight,
      bias: bias < 0 ? undefined : bias,
      inner,
      outer,
      innerVectors,
      outerVectors,
      values,
    });
  }
  const covered = blocks.reduce((sum, { values }) => sum + values.length, 0);
  return covered === parameterCount(parameters) ? operator(blocks, parameters, backend) : undefined;
}

function operator(
  blocks: readonly Block[],
  parameters: NetworkProblem['network']['parameters'],
  backend: Float64Backend,
): Ekfac {
  const dimension = blocks.reduce((sum, { values }) => sum + values.length, 0);
  const total = blocks.reduce((sum, { values }) => sum + values.reduce((a, b) => a + b, 0), 0);
  const meanEigenvalue = total / dimension;
  return {
    blocks,
    meanEigenvalue,
    damping: DAMPING_SHARE * meanEigenvalue,
    solve(v, shift) {
      const out = new Float64Array(v.length);
      for (const block of blocks) {
        const { inner, outer, innerVectors: qa, outerVectors: qs, values } = block;
        const given = gatherBlock(block, parameters, v);
        const half = backend.multiply(qa, given, inner, inner, outer, { a: true });
        const rotated = backend.multiply(half, qs, inner, outer, outer);
        rotated.forEach((value, at) => (rotated[at] = value / (Math.max(values[at], 0) + shift)));
        const back = backend.multiply(qa, rotated, inner, inner, outer);
        scatterBlock(block, parameters, backend.multiply(back, qs, inner, outer, outer, { b: true }), out);
      }
      return out;
    },
  };
}

function layersOf(
  { network }: NetworkProblem,
  batches: Batches,
  most: number,
): ReturnType<typeof blockShape>[] {
  let shapes: ReturnType<typeof blockShape>[] = [];
  batches.forEach((at, from) => {
    if (from > 0) return;
    const { layers, left } = layerUses(at.steps, network.parameters, at.rows);
    if (left.length > 0) {
      const names = left.map((i) => network.parameters[i].name).join(', ');
      throw new LensError(
        'model',
        `The solver "ekfac" covers dense layers and convolutions only; the model also has ${names}.`,
        {
          hint: 'Choose influence.solver "cg".',
        },
      );
    }
    shapes = layers.map(blockShape);
  });
  const widest = Math.max(...shapes.map(({ inner, outer }) => Math.max(inner, outer)));
  if (widest > most)
    throw new LensError(
      'memory',
      `The solver "ekfac" takes layers of up to ${most} inputs; one has ${widest}.`,
      {
        hint: 'Choose influence.solver "cg", or use fewer features.',
      },
    );
  return shapes;
}
