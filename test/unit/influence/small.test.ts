import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  choleskySmall,
  largestEigenvalueOfProduct,
  solveCholeskySmall,
  solveSmall,
} from '../../../extension/core/linalg/small';
import { createRandom } from '../../../extension/core/random';
import { assertClose, normals } from '../models/support';

const size = fc.integer({ min: 1, max: 9 });

/** GᵀG of a random G. */
function definite(k: number, seed: number): Float64Array {
  const g = normals(k * k, createRandom(seed));
  return product(g, g, k, true);
}

function product(a: Float64Array, b: Float64Array, k: number, transposeA = false): Float64Array {
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      for (let p = 0; p < k; p++) out[i * k + j] += a[transposeA ? p * k + i : i * k + p] * b[p * k + j];
  return out;
}

describe('small matrices', () => {
  it('solve by elimination', () =>
    fc.assert(
      fc.property(size, fc.nat(500), (k, seed) => {
        const a = definite(k, seed).map((value, at) => value + (at % (k + 1) === 0 ? 1 : 0));
        const b = normals(k, createRandom(seed + 1));
        const x = solveSmall(a.slice(), b.slice(), k);
        const back = b.map((_, i) => x.reduce((sum, value, j) => sum + a[i * k + j] * value, 0));
        assertClose('b', back, b, 1e-11);
        const factored = solveCholeskySmall(choleskySmall(a.slice(), k), b.slice(), k, 1);
        assertClose('x', factored, x, 1e-9);
      }),
    ));

  it('have the largest eigenvalue that repeated multiplication finds', () =>
    fc.assert(
      fc.property(size, fc.nat(500), (k, seed) => {
        const [w, a] = [definite(k, seed), definite(k, seed + 1000)];
        let m = product(w, a, k);
        // The trace of M^(2^s) is the sum of the powers of the eigenvalues, and its root tends to the largest.
        let log = 0;
        const squarings = 40;
        for (let s = 0; s < squarings; s++) {
          const scale = m.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
          log += Math.log(scale) / 2 ** s;
          const scaled = m.map((value) => value / scale);
          m = product(scaled, scaled, k);
        }
        const expected = Math.exp(log);
        assert.ok(Math.abs(largestEigenvalueOfProduct(w, a.slice(), k) / expected - 1) < 1e-9);
      }),
    ));
});
