/** Perceptrons on MNIST: the fit, what EK-FAC leaves out, planted wrong labels, and the time of an explanation. */
import { median } from 'simple-statistics';
import type { MlpConfig } from '../../../extension/contract/config';
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
import { dot, norm } from '../../../extension/core/models/network/problem';
import type { FitContext } from '../../../extension/core/models/types';
import { createRandom } from '../../../extension/core/random';
import { type Digits, digitsBetween, shuffledDigits } from '../../data/digits';
import { networkConfig, networkContext } from '../networks/fitting';
import type { Bench, Benchmark, Figure } from '../types';

/** Rows of the small network and of the flips. */
const [SMALL, FLIPPED] = [500, 1000];
const RATE = 0.1;
/** Gradients for which EK-FAC is compared. */
const SOLVED = 20;
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
      ...(await factors(digitsBetween(shuffledDigits(4), 0, SMALL), context)),
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
  const ask = async (row: number): Promise<number> => {
    const start = performance.now();
    const { features, labels } = digitsBetween(digits, row, row + 1);
    await model.explain(features, labels[0]!, { solver: 'ekfac', damping: 0 }, context.work);
    return (performance.now() - start) / 1000;
  };
  const first = await ask(0);
  const further: number[] = [];
  for (let row = 1; row <= options.repeats; row++) further.push(await ask(row));
  model.dispose();
  return [
    {
      name: 'influence of all 10,000 rows on one prediction, 784-128-10, factors known',
      value: median(further),
      unit: 's',
      target: { atMost: 1 },
      detail: `the first, with the factors, ${first.toFixed(1)} s`,
    },
  ];
}

/**
 * Cosines of what EK-FAC gives with what the damped Gauss-Newton matrix gives, its blocks alone and whole: of the solutions for
 * gradients of rows, and of the influences of all rows that follow from them.
 */
async function factors(digits: Digits, context: FitContext): Promise<Figure[]> {
  const config = networkConfig<MlpConfig>({ type: 'mlp', hidden: [24], l2: 0.001 });
  const model = await mlp.fit(digits, config, context);
  const network = buildNetwork(stagesOf(digits, config), 0);
  writeParameters(network.parameters, model.save().arrays['theta']!);
  const { backend, work } = context;
  const problem = { network, loss: softmaxCrossEntropy, ...digits, l2: 0 };
  const batches = createBatches(problem, backend.memory);
  const ekfac = await createEkfac(problem, batches, backend, work);
  const plain = await formCurvature(createCurvature(problem, batches, 'gauss-newton', 0), work);
  const p = Math.sqrt(plain.length);
  const first = ekfac.blocks[0]!.inner * ekfac.blocks[0]!.outer;
  const blocks = plain.map((value, at) => (Math.floor(at / p) < first === at % p < first ? value : 0));
  const gradients: Float64Array[] = [];
  for (let row = 0; row < SMALL; row++) {
    const alone = createBatches({ ...problem, ...digitsBetween(digits, row, row + 1) }, backend.memory);
    alone.forEach((at) => gradients.push(at.gradient()));
    alone.dispose();
  }
  const cosines = async (matrix: Float64Array, shift: number) => {
    const damped = matrix.map((value, at) => (at % (p + 1) === 0 ? value + shift : value));
    const factor = await backend.cholesky(damped, p, work);
    const pairs = gradients
      .slice(0, SOLVED)
      .map((gradient) => [ekfac.solve(gradient, shift), factor.solve(gradient, 1)] as const);
    factor.dispose();
    const influences = (x: Float64Array): Float64Array =>
      Float64Array.from(gradients, (each) => dot(each, x));
    return {
      solution: median(pairs.map(([x, expected]) => cosine(x, expected))),
      influence: median(pairs.map(([x, expected]) => cosine(influences(x), influences(expected)))),
    };
  };
  const figures: Figure[] = [];
  for (const damping of DAMPINGS) {
    const delta = damping ?? ekfac.damping;
    const shift = config.l2 + delta;
    const [alone, whole] = [await cosines(blocks, shift), await cosines(plain, shift)];
    figures.push({
      name: `EK-FAC, ${p} parameters, damping ${delta.toPrecision(2)}${damping ? '' : ' (the default)'}: cosine with the damped Gauss-Newton solve, block by block`,
      value: alone.solution,
      unit: '',
      target: { atLeast: 0.98 },
      detail: `influences ${alone.influence.toFixed(3)}; with the whole of it ${whole.solution.toFixed(3)}, influences ${whole.influence.toFixed(3)}; medians of ${SOLVED} gradients`,
    });
  }
  batches.dispose();
  network.dispose();
  model.dispose();
  return figures;
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
