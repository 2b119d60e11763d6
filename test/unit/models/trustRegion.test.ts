import assert from 'node:assert/strict';
import { trustRegionPath } from '../../../extension/core/models/network/trustRegion';
import { createPacer } from '../../../extension/core/pacing';
import { createRandom } from '../../../extension/core/random';
import { assertClose, backend, quietWork } from './support';

const P = 12;
const random = createRandom(3);
const normal = (): Float64Array => Float64Array.from({ length: P }, () => random() - 0.5);
const rows = Array.from({ length: P }, normal);
const gradient = normal();

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * b[j], 0);

/** AᵀA + shift·I. */
function times(shift: number): (v: Float64Array) => Float64Array {
  return (v) => {
    const out = v.map((value) => shift * value);
    for (const row of rows) {
      const length = dot(row, v);
      row.forEach((value, j) => (out[j] += value * length));
    }
    return out;
  };
}

const SCALES = Float64Array.from({ length: P }, (_, j) => 0.5 + j / P);
const precondition = (v: Float64Array): Float64Array => v.map((value, j) => value / SCALES[j]);
const sizeOf = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x, j) => sum + SCALES[j] * x * x, 0));
const pathFor = (b: (v: Float64Array) => Float64Array, radius: number, tolerance = 1e-12) =>
  trustRegionPath(
    b,
    precondition,
    gradient,
    { radius, tolerance, maxProducts: 100 },
    createPacer(quietWork()),
  );

describe('steps in a trust region', () => {
  it('are Newton steps where the region is wide', async () => {
    const b = times(0.3);
    const matrix = new Float64Array(P * P);
    for (let j = 0; j < P; j++)
      b(Float64Array.from({ length: P }, (_, i) => (i === j ? 1 : 0))).forEach(
        (value, i) => (matrix[i * P + j] = value),
      );
    const factor = await backend.cholesky(matrix, P, quietWork());
    const newton = factor.solve(gradient, 1).map((value) => -value);
    const path = await pathFor(b, 1e6);
    const { step, size, promised, bounded } = path.within(1e6);
    assert.equal(bounded, false);
    assertClose('step', step, newton, 1e-10);
    assertClose('size', [size], [sizeOf(newton)], 1e-10);
    assertClose('promise', [promised], [-dot(gradient, newton) / 2], 1e-10);
    // With the inverse itself as preconditioner one product is enough.
    const options = { radius: 1e6, tolerance: 1e-8, maxProducts: 100 };
    const inverse = (v: Float64Array): Float64Array => factor.solve(v, 1);
    const direct = await trustRegionPath(b, inverse, gradient, options, createPacer(quietWork()));
    assert.equal(direct.products, 1);
    factor.dispose();
  });

  it('end at the border of the region, and for a smaller one are what a path made for it gives', async () => {
    for (const shift of [0.3, -0.4]) {
      const b = times(shift);
      const wide = await pathFor(b, 2);
      for (const radius of [2, 0.5, 0.05]) {
        const narrow = (await pathFor(b, radius)).within(radius);
        const { step, size, promised, bounded } = wide.within(radius);
        assert.equal(bounded, narrow.bounded);
        assertClose('step', step, narrow.step, 1e-10);
        assert.ok(sizeOf(step) <= radius * (1 + 1e-9));
        assertClose('size', [sizeOf(step)], [size], 1e-9);
        const model = -dot(gradient, step) - dot(step, b(step)) / 2;
        assertClose('promise', [promised], [model], 1e-9);
        assert.ok(promised > 0);
      }
    }
  });
});
