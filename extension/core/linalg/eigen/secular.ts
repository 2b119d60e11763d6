/** Eigenvalues of diag(d) + ρ·w·wᵀ: the roots of the secular equation (Gu & Eisenstat 1995; Li 1993). */

const LIMIT = 120;

/**
 * The root between d[j] and d[j + 1], or above the last of d, of 1 + ρ·Σ wᵢ²/(dᵢ − λ), for ascending distinct d, ρ > 0 and no
 * wᵢ of zero.
 * @param distances receives dᵢ − λ for all i, each accurate to its own last digits: λ is measured from the pole next to it
 * @returns λ
 */
export function solveSecular(
  d: Float64Array,
  w: Float64Array,
  rho: number,
  j: number,
  distances: Float64Array,
): number {
  const k = d.length;
  const last = j === k - 1;
  const width = last ? rho * w.reduce((sum, value) => sum + value * value, 0) : d[j + 1]! - d[j]!;
  // Above the last pole the root is measured from that pole; else from the nearer end of its interval.
  const fromLeft = last || evaluate(d, w, rho, j, d[j]!, width / 2, distances).value >= 0;
  const origin = fromLeft ? d[j]! : d[j + 1]!;
  let low = fromLeft ? 0 : -width / 2;
  let high = fromLeft ? (last ? width : width / 2) : 0;
  let mu = last ? width / 2 : fromLeft ? high / 2 : low / 2;
  for (let step = 0; step < LIMIT; step++) {
    const f = evaluate(d, w, rho, j, origin, mu, distances);
    if (Math.abs(f.value) <= Number.EPSILON * f.scale) break;
    if (f.value < 0) low = mu;
    else high = mu;
    const eta = last ? stepPastLast(f, distances[j]!) : stepBetween(f, distances[j]!, distances[j + 1]!);
    let next = mu + eta;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (next === mu || next === low || next === high) break;
    mu = next;
  }
  for (let i = 0; i < k; i++) distances[i] = d[i]! - origin - mu;
  return origin + mu;
}

interface Evaluation {
  value: number;
  /** Derivatives of the sums over the poles up to j and after it. */
  left: number;
  right: number;
  /** Bound on the rounding error of `value`, in units of ε. */
  scale: number;
}

/** The secular function at origin + mu; `distances` receives the poles' distances from there. */
function evaluate(
  d: Float64Array,
  w: Float64Array,
  rho: number,
  j: number,
  origin: number,
  mu: number,
  distances: Float64Array,
): Evaluation {
  let below = 0;
  let left = 0;
  for (let i = 0; i <= j; i++) {
    const distance = (distances[i] = d[i]! - origin - mu);
    const t = w[i]! / distance;
    below += w[i]! * t;
    left += t * t;
  }
  let above = 0;
  let right = 0;
  for (let i = j + 1; i < d.length; i++) {
    const distance = (distances[i] = d[i]! - origin - mu);
    const t = w[i]! / distance;
    above += w[i]! * t;
    right += t * t;
  }
  const value = 1 + rho * (below + above);
  // Each term carries a few roundings; the sums are of one sign each, so theirs stay below the length of the sum.
  const scale = 4 + rho * (8 * (above - below) + Math.abs(mu) * (left + right));
  return { value, left: rho * left, right: rho * right, scale };
}

/** To the root of the rational function with poles at both ends that fits value and both derivatives ("the middle way"). */
function stepBetween(f: Evaluation, toLeft: number, toRight: number): number {
  const c = f.value - toLeft * f.left - toRight * f.right;
  const a = (toLeft + toRight) * f.value - toLeft * toRight * (f.left + f.right);
  const b = toLeft * toRight * f.value;
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

/** The same with the one pole that is left. */
function stepPastLast(f: Evaluation, toPole: number): number {
  return (toPole * f.value) / (f.value - toPole * f.left);
}
