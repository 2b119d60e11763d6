import { strict as assert } from 'node:assert';
import { memory } from '@tensorflow/tfjs-core';
import { layersNetwork } from '../../../extension/core/autodiff/layers/network';
import { linearize } from '../../../extension/core/autodiff/linearize';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { batchOf, buildModel, LOSSES, readReferences } from './reference';
import { BACKENDS, relativeError } from './support';

/** Float32 against float64, normwise. */
const TOLERANCE = 3e-6;

for (const backend of BACKENDS) {
  describe(`derivatives of layers on ${backend}, against float64`, () => {
    before(() => startTfjs(backend));

    for (const reference of readReferences()) {
      it(reference.name, () => {
        const model = buildModel(reference);
        const network = layersNetwork(model);
        const { rows, targets } = batchOf(reference);
        const loss = LOSSES[reference.loss];
        const before = memory().numTensors;
        const at = linearize(network, loss, rows, targets);
        const v = Float64Array.from(reference.v);
        const scores = at.scores();
        const pairs: [string, ArrayLike<number>, number[]][] = [
          ['scores', scores, reference.scores],
          ['losses', loss.losses(scores, targets.dataSync<'float32'>(), at.classes), reference.losses],
          ['gradient', at.gradient(), reference.gradient],
          ['Hessian-vector product', at.hessianTimes(v), reference.hessian],
          ['Gauss-Newton-vector product', at.gaussNewtonTimes(v), reference.gaussNewton],
          ['Jacobian-vector product', at.jacobianTimes(v), reference.jacobian],
          ['dots with the gradients', at.gradientDots(v), reference.dots],
          ['vector-Jacobian product', at.transposeTimes(at.residuals()), reference.gradient],
        ];
        if (!reference.tokens) {
          // What is the same for every vector differs where the rows vary, too.
          const varying = linearize(network, loss, rows, targets, { inputs: true });
          pairs.push(
            ['input gradients', varying.inputGradients(v), reference.inputs],
            ['Hessian-vector product beside them', varying.hessianTimes(v), reference.hessian],
          );
          varying.dispose();
        }
        const wrong = pairs.flatMap(([what, actual, expected]) => {
          const error = relativeError(actual, expected);
          return error <= TOLERANCE ? [] : [`${what}: ${error.toExponential(1)}`];
        });
        at.dispose();
        assert.equal(memory().numTensors, before, 'tensors leak');
        rows.dispose();
        targets.dispose();
        network.dispose();
        assert.deepEqual(wrong, []);
      });
    }
  });
}
