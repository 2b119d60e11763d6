/** Seeded randomness: the same seed gives the same numbers on every machine. */

/** Uniform on [0, 1), 32 bits. */
export type Random = () => number;

/** xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32. @param seed an integer */
export function createRandom(seed: number): Random {
  let mix = seed | 0;
  const split = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return out / 4294967296;
  };
}

/** Fisher–Yates, in place. */
export function shuffle(values: Int32Array, random: Random): Int32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const moved = values[i];
    values[i] = values[j];
    values[j] = moved;
  }
  return values;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
