/** What a benchmark is: something that measures, and figures with the bound they are held against. */

export interface Figure {
  /** What was measured, in words that stand alone. */
  name: string;
  value: number;
  unit: string;
  /** What it must reach; absent for figures that are told and not judged. */
  target?: Target;
  /** How it was measured, spread, what it is made of. */
  detail?: string;
}

export interface Target {
  atLeast?: number;
  atMost?: number;
}

export interface BenchOptions {
  /** How often timings are repeated; medians are reported. */
  repeats: number;
  /** How many seeds a randomised measurement averages over. */
  seeds: number;
}

export interface Bench {
  options: BenchOptions;
  /** A line about what is under way. */
  log(line: string): void;
}

export interface Benchmark {
  /** For the command line. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Figure[]>;
}
