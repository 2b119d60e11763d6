/** Perceptrons on MNIST: the fit, what EK-FAC leaves out, planted wrong labels, and the time of an explanation. */
import { median } from 'simple-statistics';
import type { MlpConfig } from '../../../extension/contract/config';
import type { SolverHead } from '../../../extension/contract/documents';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { readParameters, writeParameters } from '../../../extension/core/autodiff/parameters';
import { areaUnder, foundCurve } from '../../../extension/core/mislabels/curve';
import { plantFlips } from '../../../extension/core/mislabels/flips';
import { rankBySuspicion } from '../../../extension/core/mislabels/ranking';
import { SCORERS } from '../../../extension/core/mislabels/registry';
import { mlp } from '../../../extension/core/models/mlp';
import { stagesOf } from '../../../extension/core/models/network/architecture';
import { createBatches } from '../../../extension/core/models/network/batches';
import { buildNetwork } from '../../../extension/core/models/network/build';
import { createCurvature } from '../../../extension/core/models/network/curvature';
import { createEkfac } from '../../../extension/core/models/network/ekfac';
import { formCurvature } from '../../../extension/core/models/network/exact';
import { REFINED } from '../../../extension/core/models/network/inverse';
import { lossGradientAt } from '../../../extension/core/models/network/lossAt';
import { dot, norm } from '../../../extension/core/models/network/problem';
import type { FitContext } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import { conjugateGradients } from '../../../extension/core/solvers/conjugateGradients';
import { type Digits, digitsBetween, shuffledDigits } from '../../data/digits';
import { networkConfig, networkContext } from '../networks/fitting';
import type { Bench, Benchmark, Figure } from '../types';

/** Rows of the small network and of the flips. */
const [SMALL, FLIPPED] = [500, 1000];
const RATE = 0.1;
/** Digits for which EK-FAC is compared. */
const SOLVED = 30;
/** Dampings at which EK-FAC is compared: that of the paper, ten times as much, and what the tool chooses. */
const DAMPINGS = [0.01, 0.1, undefined] as const;

export const perceptron: Benchmark = {
  name: 'perceptron',
  title: 'Multilayer perceptrons on MNIST digits, native TensorFlow',
  async run(bench) {
    const context = await networkContext('tensorflow', bench.log);
    const digits = shuffledDigits();
    return [
      ...(await explained(digits, context, bench)),
      ...(await factors(shuffledDigits(4), context)),
      ...(await flips(digitsBetween(digits, 0, FLIPPED), context, bench)),
    ];
  },
};

/** Weights as they are drawn: what takes time does not depend on them. */
async function explained(digits: Digits, context: FitContext, { options }: Bench): Promise<Figure[]> {
  const config = networkConfig<MlpConfig>({ type: 'mlp', hidden: [128] });
  await context.tensors!();
  const drawn = buildNetwork(stagesOf(digits, config), 1);
  const theta = readParameters(drawn.parameters);
  drawn.dispose();
  const report = {
    parameters: theta.length,
    l2: config.l2,
    trainLoss: 0,
    objective: 1,
    gradientNorm: 0,
    newtonDecrement: 0,
    iterations: 0,
  };
  const model = await mlp.restore(digits, config, { report, arrays: { theta } }, context);
  let solver: SolverHead | undefined;
  const ask = async (row: number): Promise<number> => {
    const start = performance.now();
    const { features, labels } = digitsBetween(digits, row, row + 1);
    const options = { solver: 'ekfac', damping: 0 } as const;
    ({ solver } = await model.explain(features, labels[0]!, options, context.work));
    return (performance.now() - start) / 1000;
  };
  const first = await ask(0);
  const further: number[] = [];
  for (let row = 1; row <= options.repeats; row++) further.push(await ask(row));
  model.dispose();
  const { iterations = 0, products } = solver!;
  const most =
    median(further) + ((REFINED.maxIterations - iterations) * products!.ms) / products!.vectors / 1000;
  return [
    {
      name: 'influence of all 10,000 rows on one prediction, 784-128-10, factors known',
      value: median(further),
      unit: 's',
      target: { atMost: 1 },
      detail: `after ${iterations} iterations; with all of ${REFINED.maxIterations} it would be ${most.toFixed(2)} s; the first, with the factors, ${first.toFixed(1)} s`,
    },
  ];
}

/**
 * Cosines with the solution by the damped Gauss-Newton matrix, its blocks alone and whole, for losses of digits that are not in
 * training: of what the solver "ekfac" gives, and of EK-FAC before it is refined; and of the influences that follow from them.
 */
async function factors(digits: Digits, context: FitContext): Promise<Figure[]> {
  const config = networkConfig<MlpConfig>({ type: 'mlp', hidden: [24], l2: 0.001 });
  const training = digitsBetween(digits, 0, SMALL);
  const model = await mlp.fit(training, config, context);
  const network = buildNetwork(stagesOf(training, config), 0);
  writeParameters(network.parameters, model.save().arrays['theta']!);
  const { backend, work } = context;
  const problem = { network, loss: softmaxCrossEntropy, ...training, l2: 0 };
  const batches = createBatches(problem, backend.memory);
  const ekfac = await createEkfac(problem, batches, backend, work);
  const plain = await formCurvature(createCurvature(problem, batches, 'gauss-newton', 0), work);
  const p = Math.sqrt(plain.length);
  const first = ekfac.blocks[0]!.inner * ekfac.blocks[0]!.outer;
  const blocks = plain.map((value, at) => (Math.floor(at / p) < first === at % p < first ? value : 0));
  const gradientsOf = (from: number, to: number): Float64Array[] =>
    Array.from({ length: to - from }, (_, i) =>
      lossGradientAt(
        problem,
        digitsBetween(digits, from + i, from + i + 1).features,
        digits.labels[from + i]!,
      ),
    );
  const rows = gradientsOf(0, SMALL);
  const targets = gradientsOf(SMALL, SMALL + SOLVED);
  const cosines = async (matrix: Float64Array, shift: number): Promise<Cosines> => {
    const damped = matrix.map((value, at) => (at % (p + 1) === 0 ? value + shift : value));
    const factor = await backend.cholesky(damped, p, work);
    const influences = (x: Float64Array): Float64Array => Float64Array.from(rows, (each) => dot(each, x));
    const all: Cosines = { alone: [], refined: [], influence: [], iterations: [] };
    for (const gradient of targets) {
      const expected = factor.solve(gradient, 1);
      const { x, iterations } = await conjugateGradients(
        (v) => backend.multiply(damped, v, p, p, 1),
        (v) => ekfac.solve(v, shift),
        gradient,
        1,
        REFINED,
        work,
      );
      all.alone.push(cosine(ekfac.solve(gradient, shift), expected));
      all.refined.push(cosine(x, expected));
      all.influence.push(cosine(influences(x), influences(expected)));
      all.iterations.push(iterations);
    }
    factor.dispose();
    return all;
  };
  const figures: Figure[] = [];
  for (const damping of DAMPINGS) {
    const delta = damping ?? ekfac.damping;
    const title = `EK-FAC, ${p} parameters, damping ${delta.toPrecision(2)}${damping ? '' : ' (the default)'}: cosine with the damped Gauss-Newton solve`;
    for (const [part, matrix] of [
      ['block by block', blocks],
      ['whole', plain],
    ] as const) {
      const found = await cosines(matrix, config.l2 + delta);
      figures.push({
        name: `${title}, ${part}`,
        value: median(found.refined),
        unit: '',
        target: { atLeast: 0.98 },
        detail: `of ${SOLVED} digits ${spread(found.refined)}, after ${spread(found.iterations, 0)} iterations; influences ${spread(found.influence)}; not refined ${spread(found.alone)}`,
      });
    }
  }
  batches.dispose();
  network.dispose();
  model.dispose();
  return figures;
}

interface Cosines {
  alone: number[];
  refined: number[];
  influence: number[];
  iterations: number[];
}

/** Median and range. */
function spread(values: readonly number[], digits = 3): string {
  const [middle, least, most] = [median([...values]), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}

function cosine(a: Float64Array, b: Float64Array): number {
  return dot(a, b) / (norm(a) * norm(b));
}

async function flips(digits: Digits, context: FitContext, { log }: Bench): Promise<Figure[]> {
  const { labels, classes } = digits;
  const planted = plantFlips(
    labels,
    classes,
    RATE,
    'uniform',
    new Float64Array(labels.length * classes).fill(1 / classes),
    createRandom(1),
  );
  const start = performance.now();
  const config = networkConfig<MlpConfig>({ type: 'mlp', l2: 0.01 });
  const model = await mlp.fit({ ...digits, labels: planted.labels }, config, context);
  const seconds = (performance.now() - start) / 1000;
  log(`fitted in ${seconds.toFixed(0)} s`);
  const rows = await model.rowScores({ solver: 'auto', damping: 0 }, context.work);
  const { gradientNorm } = model.report;
  const status = model.checks.find(({ name }) => name === 'stationarity')?.status ?? 'unknown';
  model.dispose();
  const evidence = { labels: planted.labels, classes, rows };
  const share = planted.flipped.reduce((sum, one) => sum + one, 0) / labels.length;
  return [
    ...SCORERS.map((scorer, i) => ({
      name: `${FLIPPED} digits, ${100 * RATE} % flipped, perceptron: ${scorer.name}, area under the ROC curve`,
      value: rocArea(
        areaUnder(foundCurve(rankBySuspicion(scorer.score(evidence), rows.loss), planted.flipped)),
        share,
      ),
      unit: '',
      target: i === 0 ? { atLeast: 0.95 } : undefined,
    })),
    {
      name: `fit of 784-64-10 to ${FLIPPED} digits with wrong labels`,
      value: seconds,
      unit: 's',
      detail: `at rest: ${status}, gradient norm ${gradientNorm.toExponential(1)}`,
    },
  ];
}

/** Of the share found by checking, which is at most 1 − share / 2, the probability that a wrong label comes before a right one. */
function rocArea(area: number, share: number): number {
  return (area - share / 2) / (1 - share);
}
