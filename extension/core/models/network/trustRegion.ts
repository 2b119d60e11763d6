/**
 * Steps of Newton's method that stay where its quadratic model can be trusted: conjugate gradients that end at the border of the
 * region or at a direction of negative curvature (Steihaug 1983; Nocedal & Wright 2006, algorithm 7.2).
 */
import type { Pacer } from '../../pacing';
import { dot, norm } from './problem';

export interface PathOptions {
  /** Δ: largest ‖step‖, in the norm of the preconditioner. */
  radius: number;
  /** Stops once ‖g + B·step‖ ≤ tolerance·‖g‖. */
  tolerance: number;
  maxProducts: number;
}

export interface Step {
  step: Float64Array;
  /** ‖step‖, in the norm of the preconditioner. */
  size: number;
  /** What the quadratic model promises that the objective falls by, ≥ 0. */
  promised: number;
  /** Whether the step ends at the border of the region. */
  bounded: boolean;
}

/** The way that conjugate gradients took: with it the step for a smaller region needs no further product. */
export interface Path {
  products: number;
  /** The step for a region of this radius, at most the one that the path was made for. */
  within(radius: number): Step;
}

/** A part of the way: from s along d as far as α. */
interface Leg {
  d: Float64Array;
  alpha: number;
  /** ⟨−r, d⟩ = ⟨r, M⁻¹r⟩ and ⟨d, B·d⟩: the model falls by τ·slope − τ²·curvature / 2. */
  slope: number;
  curvature: number;
  /** ‖s‖², ⟨s, d⟩ and ‖d‖² in the norm of M. */
  ss: number;
  sd: number;
  dd: number;
}

/**
 * @param times B·v for symmetric B, which need not be positive definite
 * @param precondition M⁻¹·v for M positive definite, near B
 */
export async function trustRegionPath(
  times: (v: Float64Array) => Float64Array,
  precondition: (v: Float64Array) => Float64Array,
  gradient: Float64Array,
  { radius, tolerance, maxProducts }: PathOptions,
  pacer: Pacer,
): Promise<Path> {
  const legs: Leg[] = [];
  const r = gradient.slice();
  let y = precondition(r);
  let slope = dot(r, y);
  let d = y.map((value) => -value);
  let [ss, sd, dd] = [0, 0, slope];
  const target = tolerance * norm(gradient);
  while (legs.length < maxProducts && slope > 0 && norm(r) > target) {
    const bd = times(d);
    const curvature = dot(d, bd);
    const alpha = curvature > 0 ? slope / curvature : Infinity;
    legs.push({ d, alpha, slope, curvature, ss, sd, dd });
    ss += 2 * alpha * sd + alpha ** 2 * dd;
    if (!(ss < radius ** 2)) break;
    for (let j = 0; j < r.length; j++) r[j] += alpha * bd[j];
    y = precondition(r);
    const next = dot(r, y);
    const beta = next / slope;
    const before = d;
    d = y.map((value, j) => beta * before[j] - value);
    sd = beta * (sd + alpha * dd);
    dd = next + beta ** 2 * dd;
    slope = next;
    await pacer.pause();
  }
  return { products: legs.length, within: (size) => along(legs, gradient.length, size) };
}

function along(legs: readonly Leg[], dimension: number, radius: number): Step {
  const step = new Float64Array(dimension);
  let promised = 0;
  let size = 0;
  for (const { d, alpha, slope, curvature, ss, sd, dd } of legs) {
    const whole = ss + 2 * alpha * sd + alpha ** 2 * dd;
    const bounded = !(whole < radius ** 2);
    const length = bounded ? (Math.sqrt(sd ** 2 + dd * (radius ** 2 - ss)) - sd) / dd : alpha;
    for (let j = 0; j < dimension; j++) step[j] += length * d[j];
    promised += length * slope - (length ** 2 * curvature) / 2;
    if (bounded) return { step, size: radius, promised, bounded };
    size = Math.sqrt(whole);
  }
  return { step, size, promised, bounded: false };
}
