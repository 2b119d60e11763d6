/** Linear algebra on matrices of a few rows and columns, in place and without a backend. */

/** x of M·x = b by elimination with partial pivoting; M (k × k) and b are overwritten, b with x. */
export function solveSmall(m: Float64Array, b: Float64Array, k: number): Float64Array {
  for (let column = 0; column < k; column++) {
    let pivot = column;
    for (let line = column + 1; line < k; line++)
      if (Math.abs(m[line * k + column]) > Math.abs(m[pivot * k + column])) pivot = line;
    if (pivot !== column) {
      for (let j = column; j < k; j++) swap(m, column * k + j, pivot * k + j);
      swap(b, column, pivot);
    }
    for (let line = column + 1; line < k; line++) {
      const factor = m[line * k + column] / m[column * k + column];
      if (factor === 0) continue;
      for (let j = column + 1; j < k; j++) m[line * k + j] -= factor * m[column * k + j];
      b[line] -= factor * b[column];
    }
  }
  for (let line = k - 1; line >= 0; line--) {
    for (let j = line + 1; j < k; j++) b[line] -= m[line * k + j] * b[j];
    b[line] /= m[line * k + line];
  }
  return b;
}

/** Largest eigenvalue of W·A for symmetric positive semi-definite W and A, k × k; A is overwritten. */
export function largestEigenvalueOfProduct(w: Float64Array, a: Float64Array, k: number): number {
  if (k === 1) return w[0] * a[0];
  const l = choleskySmall(a, k);
  // Lᵀ·W·L has the eigenvalues of W·L·Lᵀ, and is symmetric.
  const wl = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let p = 0; p < k; p++) for (let j = 0; j <= p; j++) wl[i * k + j] += w[i * k + p] * l[p * k + j];
  const m = new Float64Array(k * k);
  for (let p = 0; p < k; p++)
    for (let i = 0; i <= p; i++) for (let j = 0; j < k; j++) m[i * k + j] += l[p * k + i] * wl[p * k + j];
  return largestEigenvalue(m, k);
}

/** Largest eigenvalue of a symmetric matrix, k × k, which is overwritten: tridiagonal form, then bisection. */
export function largestEigenvalue(m: Float64Array, k: number): number {
  const { diagonal, beside } = tridiagonalize(m, k);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < k; i++) {
    const radius = Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0);
    high = Math.max(high, diagonal[i] + radius);
    low = Math.min(low, diagonal[i] - radius);
  }
  low = Math.max(
    low,
    diagonal.reduce((largest, value) => Math.max(largest, value), -Infinity),
  );
  const floor = Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
  while (high - low > floor) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (eigenvaluesAbove(diagonal, beside, middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Lower Cholesky factor of a positive semi-definite matrix, with zero columns where it is singular; a is overwritten with it. */
export function choleskySmall(a: Float64Array, k: number): Float64Array {
  for (let j = 0; j < k; j++) {
    const pivot = a[j * k + j];
    const root = pivot > 0 ? Math.sqrt(pivot) : 0;
    for (let i = j; i < k; i++) a[i * k + j] = root > 0 ? a[i * k + j] / root : 0;
    for (let p = j + 1; p < k; p++) for (let i = p; i < k; i++) a[i * k + p] -= a[i * k + j] * a[p * k + j];
    for (let p = j + 1; p < k; p++) a[j * k + p] = 0;
  }
  return a;
}

/** X of L·Lᵀ·X = B for L of choleskySmall without zero columns, B of k × m; B is overwritten with X. */
export function solveCholeskySmall(l: Float64Array, b: Float64Array, k: number, m: number): Float64Array {
  for (let i = 0; i < k; i++)
    for (let c = 0; c < m; c++) {
      for (let p = 0; p < i; p++) b[i * m + c] -= l[i * k + p] * b[p * m + c];
      b[i * m + c] /= l[i * k + i];
    }
  for (let i = k - 1; i >= 0; i--)
    for (let c = 0; c < m; c++) {
      for (let p = i + 1; p < k; p++) b[i * m + c] -= l[p * k + i] * b[p * m + c];
      b[i * m + c] /= l[i * k + i];
    }
  return b;
}

/** Householder's reduction. `beside` holds the k − 1 entries next to the diagonal. */
function tridiagonalize(m: Float64Array, k: number): { diagonal: Float64Array; beside: Float64Array } {
  const v = new Float64Array(k);
  const q = new Float64Array(k);
  const beside = new Float64Array(Math.max(0, k - 1));
  for (let c = 0; c < k - 1; c++) {
    let squared = 0;
    for (let i = c + 2; i < k; i++) squared += m[i * k + c] ** 2;
    const head = m[(c + 1) * k + c];
    if (squared === 0) {
      beside[c] = head;
      continue;
    }
    const alpha = -Math.sign(head || 1) * Math.sqrt(head * head + squared);
    for (let i = c + 1; i < k; i++) v[i] = m[i * k + c];
    v[c + 1] -= alpha;
    const half = (squared + v[c + 1] ** 2) / 2;
    let projection = 0;
    for (let i = c + 1; i < k; i++) {
      let sum = 0;
      for (let j = c + 1; j < k; j++) sum += m[i * k + j] * v[j];
      q[i] = sum / half;
      projection += (v[i] * q[i]) / (2 * half);
    }
    for (let i = c + 1; i < k; i++) q[i] -= projection * v[i];
    for (let i = c + 1; i < k; i++) for (let j = c + 1; j < k; j++) m[i * k + j] -= v[i] * q[j] + q[i] * v[j];
    beside[c] = alpha;
  }
  return { diagonal: Float64Array.from({ length: k }, (_, i) => m[i * k + i]), beside };
}

/** Whether a tridiagonal matrix has an eigenvalue above t (Sturm's count). */
function eigenvaluesAbove(diagonal: Float64Array, beside: Float64Array, t: number): boolean {
  let d = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const coupling = i === 0 ? 0 : beside[i - 1] ** 2;
    d = diagonal[i] - t - (coupling === 0 ? 0 : coupling / d);
    if (d > 0) return true;
    if (d === 0) d = -Number.MIN_VALUE;
  }
  return false;
}

function swap(values: Float64Array, a: number, b: number): void {
  const moved = values[a];
  values[a] = values[b];
  values[b] = moved;
}
