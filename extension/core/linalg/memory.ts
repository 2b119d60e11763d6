/** Bytes that the engine's computations may take when nobody says otherwise: what WebAssembly can address. */
export const DEFAULT_MEMORY = 4 * 2 ** 30;

/** How what is allowed is shared out; the rest is for the data and the answer. */
export const MEMORY_SHARE = {
  /** Factors of the curvature, when a solver is chosen. */
  solver: 3 / 8,
  /** Derivatives of a network's training rows. */
  derivatives: 1 / 4,
  /** Pixels of the images of a data file. */
  pixels: 1 / 2,
  /** What a network holds while it computes features. */
  pass: 1 / 16,
  /** Factors that make iterations fewer. */
  preconditioner: 1 / 8,
} as const;
