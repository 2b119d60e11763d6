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

export const derivatives: Benchmark = {
  name: 'derivatives',
  title: "Networks: a further product with a vector, as a multiple of PyTorch's time (2 threads)",
  async run(bench) {
    const figures: Figure[] = [];
    for (const network of NETWORKS) {
      // PyTorch before and after each backend, so that both meet the machine in the same state.
      let before = torch(network, bench);
      for (const backend of ['tensorflow', 'wasm'] as const) {
        bench.log(`${backend}: ${network.title}`);
        await startTfjs(backend);
        const ours = timed(network, bench);
        const after = torch(network, bench);
        for (const { name, title } of PRODUCTS) {
          const theirs = (before[name] + after[name]) / 2;
          figures.push({
            name: `${backend}: ${network.title}: ${title}`,
            value: ours[name] / theirs,
            unit: '×',
            target: { atMost: LIMITS[backend][network.name] },
            detail: `${ours[name].toFixed(1)} ms, PyTorch ${before[name].toFixed(1)} and ${after[name].toFixed(1)} ms`,
          });
        }
        before = after;
      }
    }
    return figures;
  },
};

function torch({ name }: TimedNetwork, { options }: Bench): Record<Product, number> {
  const script = [String(options.repeats), name];
  const output = runPython('derivatives.py', script, undefined, 'requirements-torch.txt');
  return JSON.parse(output) as Record<Product, number>;
}

/** Milliseconds of each product, medians. */
function timed(network: TimedNetwork, { options }: Bench): Record<Product, number> {
  const made = network.create();
  const { rows, targets } = timedBatch(network);
  const at = linearize(made, softmaxCrossEntropy, rows, targets);
  const v = at.gradient();
  const times = PRODUCTS.map(({ name, run }) => {
    run(at, v);
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
  return Object.fromEntries(times) as Record<Product, number>;
}
