/**
 * The convolutional network of Koh & Liang (section 4.2): predicted against real changes of a test loss. The penalty and the damping
 * are those of the authors' code. Digits are halved in size, which leaves the parameters as they are, so that fits come to rest in
 * minutes; the authors' did not in a million steps.
 */
import type { CnnConfig } from '../../../extension/contract/config';
import type { FittedModel } from '../../../extension/core/models/types';
import { cnn } from '../../../extension/core/models/cnn';
import { agreementOf } from '../../../extension/engine/documents/agreement';
import { type Digits, digitsBetween, shuffledDigits } from '../../data/digits';
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
    const start = performance.now();
    const model = await cnn.fit(train, config, context);
    const fitSeconds = (performance.now() - start) / 1000;
    const { report } = model;
    log(`fitted in ${fitSeconds.toFixed(0)} s, gradient norm ${report.gradientNorm.toExponential(1)}`);
    const target = badlyPredicted(model, test);
    const row = digitsBetween(test, target, target + 1);
    const lossOf = (fitted: FittedModel): number => -fitted.logProbabilities(row.features)[row.labels[0]!]!;
    const { removalDelta, solver } = await model.explain(row.features, row.labels[0]!, OPTIONS, context.work);
    log(solver.reason);
    const top = [...removalDelta.keys()]
      .sort((a, b) => Math.abs(removalDelta[b]!) - Math.abs(removalDelta[a]!))
      .slice(0, ROWS);
    const before = lossOf(model);
    const warm: number[] = [];
    const norms: number[] = [];
    const warmStart = performance.now();
    for (const i of top) {
      const retrained = await model.retrainWithout(Int32Array.of(i), context.work);
      warm.push(lossOf(retrained) - before);
      norms.push(retrained.report.gradientNorm);
      retrained.dispose();
      log(`row ${i}: predicted ${removalDelta[i]!.toFixed(4)}, retrained ${warm.at(-1)!.toFixed(4)}`);
    }
    const warmSeconds = (performance.now() - warmStart) / 1000;
    const cold: number[] = [];
    for (const i of top.slice(0, COLD)) {
      const retrained = await cnn.fit(without(train, i), config, context);
      cold.push(lossOf(retrained) - before);
      retrained.dispose();
    }
    model.dispose();
    const predicted = top.map((i) => removalDelta[i]!);
    return [
      figure(`warm retraining, the ${ROWS} most influential rows`, predicted, warm, 0.8),
      figure(`cold retraining, the first ${COLD} of them`, predicted.slice(0, COLD), cold),
      {
        name: `${ROWS} warm retrainings`,
        value: warmSeconds,
        unit: 's',
        detail: `largest gradient norm ${Math.max(...norms).toExponential(1)}`,
      },
      {
        name: 'fit',
        value: fitSeconds,
        unit: 's',
        detail: `gradient norm ${report.gradientNorm.toExponential(1)}, loss of the digit ${before.toFixed(2)}`,
      },
    ];
  },
};

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
    detail: `slope ${(slope ?? NaN).toFixed(3)}, Spearman ${(spearman ?? NaN).toFixed(3)}`,
  };
}
