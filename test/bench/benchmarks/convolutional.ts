/**
 * The convolutional network of Koh & Liang (section 4.2): predicted against real changes of a test loss. Penalty, damping and the way
 * of retraining are the authors': like theirs, the network is trained long and yet not at rest, so training goes on from its parameters
 * without a row and, to compare with, with all rows. Digits are halved in size, which leaves the parameters as they are.
 */
import type { CnnConfig } from '../../../extension/contract/config';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import { writeParameters } from '../../../extension/core/autodiff/parameters';
import { cnn } from '../../../extension/core/models/cnn';
import { stagesOf } from '../../../extension/core/models/network/architecture';
import { buildNetwork } from '../../../extension/core/models/network/build';
import { logProbabilities, scoresOf } from '../../../extension/core/models/network/predict';
import type { FittedModel } from '../../../extension/core/models/types';
import { agreementOf } from '../../../extension/engine/documents/agreement';
import { type Digits, digitsBetween, shuffledDigits } from '../../data/digits';
import { goOn } from '../networks/continued';
import { networkConfig, networkContext } from '../networks/fitting';
import { without } from '../networks/rows';
import type { Benchmark, Figure } from '../types';

const [TRAIN, TEST] = [200, 1000];
const ROWS = 50;
/** Rows that are also left out of a training from the start. */
const COLD = 3;
/** By which the sides of a digit are divided. */
const SHRINK = 2;
const OPTIONS = { solver: 'cg', damping: 0.01, curvature: 'hessian' } as const;
/**
 * The Gauss-Newton matrix at several dampings, for the slope alone: how far a prediction goes depends on the curvature more than its
 * order of rows does.
 */
const OTHERS = [0.01, 0.003, 0.001];
const WARM = { steps: 240, rate: 3e-4, batchSize: 50 };

export const convolutional: Benchmark = {
  name: 'convolutional',
  title: `All-convolutional tanh network of 2,616 parameters, ${TRAIN} MNIST digits of ${28 / SHRINK} × ${28 / SHRINK}, damping ${OPTIONS.damping}: predicted change of a test loss against real retraining`,
  async run({ log }) {
    const digits = shuffledDigits(SHRINK);
    const train = digitsBetween(digits, 0, TRAIN);
    const test = digitsBetween(digits, digits.labels.length - TEST, digits.labels.length);
    const config = networkConfig<CnnConfig>({
      type: 'cnn',
      filters: [8, 8, 8, 8, 8, 10],
      kernel: [3, 3, 3, 3, 3, 1],
      stride: [1, 2, 1, 2, 1, 1],
      end: 'average',
      l2: 0.001,
    });
    const context = await networkContext('tensorflow', log);
    const model = await seconds(() => cnn.fit(train, config, context));
    const { report } = model.value;
    log(`fitted in ${model.seconds.toFixed(0)} s, gradient norm ${report.gradientNorm.toExponential(1)}`);
    const target = badlyPredicted(model.value, test);
    const row = digitsBetween(test, target, target + 1);
    const label = row.labels[0]!;
    const lossOf = (logs: Float64Array): number => -logs[label]!;
    const explained = await seconds(() => model.value.explain(row.features, label, OPTIONS, context.work));
    const { removalDelta, solver } = explained.value;
    log(solver.reason);
    const others: Float64Array[] = [];
    for (const damping of OTHERS) {
      const options = { ...OPTIONS, damping, curvature: 'gauss-newton' } as const;
      others.push((await model.value.explain(row.features, label, options, context.work)).removalDelta);
    }
    const top = [...removalDelta.keys()]
      .sort((a, b) => Math.abs(removalDelta[b]!) - Math.abs(removalDelta[a]!))
      .slice(0, ROWS);

    const network = buildNetwork(stagesOf(train, config), 0);
    const problem = { network, loss: softmaxCrossEntropy, ...train, l2: 0.001 };
    const retrained = (leftOut?: number): number => {
      writeParameters(network.parameters, model.value.save().arrays['theta']!);
      goOn(problem, leftOut, WARM);
      return lossOf(logProbabilities(scoresOf(network, row.features, train.classes), train.classes));
    };
    const warm = await seconds(() => {
      const all = retrained();
      return Promise.resolve(
        top.map((i) => {
          const change = retrained(i) - all;
          log(`row ${i}: predicted ${removalDelta[i]!.toFixed(4)}, retrained ${change.toFixed(4)}`);
          return change;
        }),
      );
    });
    network.dispose();

    const before = lossOf(model.value.logProbabilities(row.features));
    const cold: number[] = [];
    for (const i of top.slice(0, COLD)) {
      const again = await cnn.fit(without(train, i), config, context);
      cold.push(lossOf(again.logProbabilities(row.features)) - before);
      again.dispose();
    }
    model.value.dispose();
    const predicted = top.map((i) => removalDelta[i]!);
    const slopes = others.map((changes, i) => {
      const { r, slope } = agreementOf(
        top.map((at) => changes[at]!),
        warm.value,
      );
      return `${(slope ?? NaN).toFixed(2)} (R ${(r ?? NaN).toFixed(2)}) at ${OTHERS[i]}`;
    });
    return [
      figure(`warm retraining, the ${ROWS} most influential rows`, predicted, warm.value, 0.8),
      figure(`cold retraining, the first ${COLD} of them`, predicted.slice(0, COLD), cold),
      {
        name: `slope, warm retraining, damping ${OPTIONS.damping}`,
        value: agreementOf(predicted, warm.value).slope ?? NaN,
        unit: '',
        detail: `by the damped Hessian; by the Gauss-Newton matrix ${slopes.join(', ')}`,
      },
      {
        name: 'fit',
        value: model.seconds,
        unit: 's',
        detail: `gradient norm ${report.gradientNorm.toExponential(1)}, loss of the digit ${before.toFixed(2)}`,
      },
      {
        name: 'explanation',
        value: explained.seconds,
        unit: 's',
        detail: `${solver.iterations ?? 0} iterations, residual ${solver.relativeResidual.toExponential(1)}`,
      },
      { name: `${ROWS} warm retrainings`, value: warm.seconds, unit: 's' },
    ];
  },
};

async function seconds<T>(f: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const start = performance.now();
  const value = await f();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** The worst predicted digit. */
function badlyPredicted(model: FittedModel, { features, labels, classes }: Digits): number {
  const logs = model.logProbabilities(features);
  const own = Array.from(labels, (label, i) => logs[i * classes + label]!);
  return own.indexOf(Math.min(...own));
}

function figure(title: string, predicted: number[], actual: number[], atLeast?: number): Figure {
  const { r, slope, spearman } = agreementOf(predicted, actual);
  return {
    name: `R, ${title}`,
    value: r ?? NaN,
    unit: '',
    target: atLeast === undefined ? undefined : { atLeast },
    detail: `slope ${(slope ?? NaN).toFixed(3)}, Spearman ${(spearman ?? NaN).toFixed(3)}; changes ${actual
      .slice(0, COLD)
      .map((change) => change.toFixed(3))
      .join(', ')} of ${predicted
      .slice(0, COLD)
      .map((change) => change.toFixed(3))
      .join(', ')} predicted`,
  };
}
