/**
 * A step of Newton's method that stays where its quadratic model can be trusted: conjugate gradients that end at the border of the
 * region or at a direction of negative curvature (Steihaug 1983; Nocedal & Wright 2006, algorithm 7.2).
 */
import type { Pacer } from '../../pacing';
import { dot, norm } from './problem';

export interface StepOptions {
  /** Δ: largest ‖step‖, in the norm of the preconditioner. */
  radius: number;
  /** Stops once ‖g + B·step‖ ≤ tolerance·‖g‖. */
  tolerance: number;
  maxProducts: number;
}

export interface Step {
  step: Float64Array;
  /** What the quadratic model promises that the objective falls by, ≥ 0. */
  promised: number;
  /** Whether the step ends at the border of the region. */
  bounded: boolean;
  products: number;
}

/**
 * @param times B·v for symmetric B, which need not be positive definite
 * @param precondition M⁻¹·v for M positive definite, near B
 */
export async function trustRegionStep(
  times: (v: Float64Array) => Float64Array,
  precondition: (v: Float64Array) => Float64Array,
  gradient: Float64Array,
  { radius, tolerance, maxProducts }: StepOptions,
  pacer: Pacer,
): Promise<Step> {
  const step = new Float64Array(gradient.length);
  const r = gradient.slice();
  let y = precondition(r);
  let ry = dot(r, y);
  const d = y.map((value) => -value);
  // ‖step‖², ⟨step, d⟩ and ‖d‖² in the norm of M, by recurrence.
  let [ss, sd, dd] = [0, 0, ry];
  const target = tolerance * norm(gradient);
  let products = 0;
  let bounded = false;
  while (!bounded && products < maxProducts && ry > 0 && norm(r) > target) {
    const bd = times(d);
    products++;
    const curvature = dot(d, bd);
    let alpha = ry / curvature;
    if (!(curvature > 0) || ss + 2 * alpha * sd + alpha ** 2 * dd >= radius ** 2) {
      alpha = (Math.sqrt(sd ** 2 + dd * (radius ** 2 - ss)) - sd) / dd;
      bounded = true;
    }
    for (let j = 0; j < step.length; j++) {
      step[j] += alpha * d[j];
      r[j] += alpha * bd[j];
    }
    ss += 2 * alpha * sd + alpha ** 2 * dd;
    y = precondition(r);
    const next = dot(r, y);
    const beta = next / ry;
    sd = beta * (sd + alpha * dd);
    dd = next + beta ** 2 * dd;
    ry = next;
    for (let j = 0; j < d.length; j++) d[j] = beta * d[j] - y[j];
    await pacer.pause();
  }
  // −(g·s + s·B·s / 2) with B·s = r − g.
  const promised = -(dot(gradient, step) + dot(r, step)) / 2;
  return { step, promised, bounded, products };
}
