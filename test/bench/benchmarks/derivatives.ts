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

/** How many times PyTorch's time a product may take. */
const LIMITS = {
  tensorflow: { softmax: 1, mlp: 1, cnn: 1.3 },
  wasm: { softmax: 8, mlp: 8, cnn: 8 },
} as const;

/** A machine's speed changes by more within minutes than what is to be told apart. */
const ROUNDS = 7;

export const derivatives: Benchmark = {
  name: 'derivatives',
  title: "Networks: a further product with a vector, as a multiple of PyTorch's time (2 threads)",
  async run(bench) {
    const figures: Figure[] = [];
    for (const network of NETWORKS) {
      const rounds = await compared(network, bench);
      for (const backend of ['tensorflow', 'wasm'] as const) {
        for (const { name, title } of PRODUCTS) {
          const ours = rounds.map((round) => round.ours[backend][name]);
          const theirs = rounds.map((round) => round.theirs[name]);
          const ratios = ours.map((time, i) => time / theirs[i]).sort((a, b) => a - b);
          figures.push({
            name: `${backend}: ${network.title}: ${title}`,
            value: median(ratios),
            unit: '×',
            target: { atMost: LIMITS[backend][network.name] },
            detail: `${median(ours).toFixed(1)} ms, PyTorch ${median(theirs).toFixed(1)} ms; ${ratios[0].toFixed(2)}–${ratios.at(-1)!.toFixed(2)} in ${ROUNDS} rounds`,
          });
        }
      }
    }
    return figures;
  },
};

type Times = Record<Product, number>;

interface Round {
  ours: Record<keyof typeof LIMITS, Times>;
  theirs: Times;
}

/** PyTorch before and after TensorFlow, whose limit is the tightest; WebAssembly against the same times. */
async function compared(network: TimedNetwork, bench: Bench): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    bench.log(`${network.title}: round ${round} of ${ROUNDS}`);
    const before = torch(network, bench);
    const tensorflow = await ours('tensorflow', network, bench);
    const after = torch(network, bench);
    const wasm = await ours('wasm', network, bench);
    const theirs = PRODUCTS.map(({ name }) => [name, (before[name] + after[name]) / 2]);
    rounds.push({ ours: { tensorflow, wasm }, theirs: Object.fromEntries(theirs) as Times });
  }
  return rounds;
}

async function ours(backend: keyof typeof LIMITS, network: TimedNetwork, bench: Bench): Promise<Times> {
  await startTfjs(backend);
  return timed(network, bench);
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
