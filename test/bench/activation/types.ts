/** What one activation took. */
export interface Activation {
  ms: number;
  /** Of the extension host's process, all threads. */
  cpuMs: number;
}
