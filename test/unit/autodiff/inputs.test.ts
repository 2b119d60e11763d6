/**
 * Derivatives by the presence of what is looked up, against the same network with a dense layer over one-hot rows in place of the
 * embedding: there presence is a number of the input.
 */
import { strict as assert } from 'node:assert';
import { memory, oneHot, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { inputGradient } from '../../../extension/core/autodiff/gradient';
import { layersNetwork } from '../../../extension/core/autodiff/layers/network';
import { linearize } from '../../../extension/core/autodiff/linearize';
import { softmaxCrossEntropy } from '../../../extension/core/autodiff/losses/softmax';
import type { Network } from '../../../extension/core/autodiff/network';
import { parameterCount } from '../../../extension/core/autodiff/parameters';
import { createRandom } from '../../../extension/core/random';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { BACKENDS, relativeError } from './support';

const WORDS = 7;
const NUMBERS = [
  [3, 1, 6, 3, 0],
  [5, 0, 2, 4, 1],
];
const PLACES = NUMBERS[0].length;

/** @param trained the table is a parameter too */
function networks(trained: boolean): { lookup: Network; oneHots: Network } {
  const table = { units: 4, useBias: false, trainable: trained, inputShape: [PLACES, WORDS] };
  const seeded = (seed: number) => initializers.randomUniform({ minval: -1, maxval: 1, seed });
  const rest = () => [
    layers.simpleRNN({
      units: 3,
      returnSequences: true,
      kernelInitializer: seeded(2),
      recurrentInitializer: seeded(3),
    }),
    layers.globalAveragePooling1d({}),
    layers.dense({ units: 3, kernelInitializer: seeded(4) }),
  ];
  const embedding = layers.embedding({
    inputDim: WORDS,
    outputDim: 4,
    inputLength: PLACES,
    trainable: trained,
    embeddingsInitializer: seeded(1),
  });
  const dense = layers.dense({ ...table, kernelInitializer: seeded(1) });
  return {
    lookup: layersNetwork(sequential({ layers: [embedding, ...rest()] })),
    oneHots: layersNetwork(sequential({ layers: [dense, ...rest()] })),
  };
}

/** From derivatives by one-hot rows: one word more and one of number 0 less. */
function presence(byOneHots: ArrayLike<number>): number[] {
  return NUMBERS.flat().map((word, at) => byOneHots[at * WORDS + word] - byOneHots[at * WORDS]);
}

for (const backend of BACKENDS) {
  describe(`derivatives by what is looked up on ${backend}`, () => {
    before(() => startTfjs(backend));

    for (const trained of [true, false]) {
      it(`are those of one-hot rows, ${trained ? 'the table a parameter too' : 'the table frozen'}`, () => {
        const { lookup, oneHots } = networks(trained);
        const before = memory().numTensors;
        const random = createRandom(9);
        const v = Float64Array.from({ length: parameterCount(lookup.parameters) }, () => random() - 0.5);
        assert.equal(parameterCount(oneHots.parameters), v.length);
        const rows = tensor2d(NUMBERS);
        const hot = tidy(() => oneHot(tensor2d(NUMBERS, undefined, 'int32'), WORDS).toFloat());
        const targets = tensor2d([1, 0, 0, 0, 0, 1], [2, 3]);

        const first = inputGradient(lookup, softmaxCrossEntropy, rows, targets);
        const expected = presence(inputGradient(oneHots, softmaxCrossEntropy, hot, targets));
        assert.ok(relativeError(first, expected) < 1e-5, `first: ${relativeError(first, expected)}`);

        const [own, other] = [
          linearize(lookup, softmaxCrossEntropy, rows, targets, { inputs: true }),
          linearize(oneHots, softmaxCrossEntropy, hot, targets, { inputs: true }),
        ];
        const mixed = relativeError(own.inputGradients(v), presence(other.inputGradients(v)));
        assert.ok(mixed < 1e-5, `mixed: ${mixed}`);
        // Number 0 in the place of number 0 is no change.
        assert.equal(first[4], 0);
        assert.equal(own.inputGradients(v)[6], 0);

        for (const made of [own, other, rows, hot, targets]) made.dispose();
        assert.equal(memory().numTensors, before);
        lookup.dispose();
        oneHots.dispose();
      });
    }

    it('are refused where the scores do not change with the input', () => {
      const network: Network = {
        ...networks(true).lookup,
        apply: () => tensor2d([1, 2, 3, 4, 5, 6], [2, 3]),
      };
      const [rows, targets] = [tensor2d(NUMBERS), tensor2d([1, 0, 0, 0, 0, 1], [2, 3])];
      assert.throws(() => inputGradient(network, softmaxCrossEntropy, rows, targets), {
        code: 'model',
        message: /do not change with the numbers/,
      });
      rows.dispose();
      targets.dispose();
      network.dispose();
    });
  });
}
