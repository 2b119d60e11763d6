/** Products with second derivatives of networks, linearised before, against PyTorch on the CPU in the same run. */
import { median } from 'simple-statistics';
import { linearize, type Linearization } from '../../../extension/core/autodiff/linearize';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { NETWORKS, type TimedNetwork, timedBatch } from '../networks/timed';
import { runPython } from '../python';
import type { Bench, Benchmark, Figure } from '../types';

type Product = 'hvp' | 'jvp' | 'ggn';

const PRODUCTS: readonly {
  name: Product;
  title: string;
  run(at: Linearization, v: Float64Array): unknown;
}[] = [
  { name: 'hvp', title: 'Hessian-vector product', run: (at, v) => at.hessianTimes(v) },
  { name: 'jvp', title: 'Jacobian-vector product', run: (at, v) => at.jacobianTimes(v) },
  { name: 'ggn', title: 'Gauss-Newton-vector product', run: (at, v) => at.gaussNewtonTimes(v) },
];

interface Comparison {
  backend: 'tensorflow' | 'wasm';
  /** How many times PyTorch's time a product may take. */
  limits: Record<TimedNetwork['name'], number>;
  /** A machine's speed changes by more within minutes than what is to be told apart. */
  rounds: number;
}

/** One after the other: no process of a user has both. */
const COMPARISONS: readonly Comparison[] = [
  { backend: 'tensorflow', limits: { softmax: 1, mlp: 1, cnn: 1.3 }, rounds: 9 },
  { backend: 'wasm', limits: { softmax: 8, mlp: 8, cnn: 8 }, rounds: 3 },
];

export const derivatives: Benchmark = {
  name: 'derivatives',
  title: "Networks: a further product with a vector, as a multiple of PyTorch's time (2 threads)",
  async run(bench) {
    const figures: Figure[] = [];
    for (const { backend, limits, rounds } of COMPARISONS) {
      await startTfjs(backend);
      for (const network of NETWORKS) {
        const found = compared(network, rounds, bench);
        for (const { name, title } of PRODUCTS) {
          const ours = found.map((round) => round.ours[name]);
          const theirs = found.map((round) => round.theirs[name]);
          const ratios = ours.map((time, i) => time / theirs[i]).sort((a, b) => a - b);
          figures.push({
            name: `${backend}: ${network.title}: ${title}`,
            value: median(ratios),
            unit: '×',
            target: { atMost: limits[network.name] },
            detail: `${median(ours).toFixed(1)} ms, PyTorch ${median(theirs).toFixed(1)} ms; ${ratios[0].toFixed(2)}–${ratios.at(-1)!.toFixed(2)} in ${rounds} rounds`,
          });
        }
      }
    }
    return figures;
  },
};

type Times = Record<Product, number>;

/** Times in turn, those of PyTorch from before and after each round. */
function compared(network: TimedNetwork, rounds: number, bench: Bench): { ours: Times; theirs: Times }[] {
  let before = torch(network, bench);
  return Array.from({ length: rounds }, (_, round) => {
    bench.log(`${network.title}: round ${round + 1} of ${rounds}`);
    const ours = timed(network, bench);
    const after = torch(network, bench);
    const theirs = PRODUCTS.map(({ name }) => [name, (before[name] + after[name]) / 2]);
    before = after;
    return { ours, theirs: Object.fromEntries(theirs) as Times };
  });
}

function torch({ name }: TimedNetwork, { options }: Bench): Times {
  const script = [String(options.repeats), name];
  const output = runPython('derivatives.py', script, undefined, 'requirements-torch.txt');
  return JSON.parse(output) as Times;
}

/** Milliseconds of each product, medians. */
function timed(network: TimedNetwork, { options }: Bench): Times {
  const made = network.create();
  const { rows, targets } = timedBatch(network);
  const at = linearize(made, softmaxCrossEntropy, rows, targets);
  const v = at.gradient();
  const times = PRODUCTS.map(({ name, run }) => {
    // As often as PyTorch is warmed.
    for (let time = 0; time < 2; time++) run(at, v);
    const each = Array.from({ length: options.repeats }, () => {
      const start = performance.now();
      run(at, v);
      return performance.now() - start;
    });
    return [name, median(each)];
  });
  at.dispose();
  made.dispose();
  rows.dispose();
  targets.dispose();
  return Object.fromEntries(times) as Times;
}
