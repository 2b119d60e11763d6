/** A small explanation, three training rows of two classes. */
import type { ExplainResult } from '../../../../extension/contract/protocol';

export const DATASET = { config: '/data/spam/influence.json' };

export function smallResult(
  change: { fingerprint?: string; selfInfluence?: Float64Array } = {},
): ExplainResult {
  const place = { file: '/data/spam/test.csv', row: 4, line: 6, start: 0, end: 9, hash: '0123456789abcdef' };
  return {
    head: {
      version: 1,
      dataset: {
        config: DATASET.config,
        name: 'spam',
        train: 'train.csv',
        test: 'test.csv',
        rows: 3,
        testRows: 5,
        features: 1,
        classes: ['ham', 'spam'],
        fingerprint: change.fingerprint ?? 'f1',
      },
      model: {
        type: 'logistic',
        l2: 0.01,
        parameters: 2,
        trainLoss: 0.5,
        testLoss: 0.6,
        testAccuracy: 0.8,
        trainAccuracy: 1,
        gradientNorm: 1e-12,
        iterations: 5,
      },
      backend: { name: 'wasm', version: '1', reason: 'It is there.' },
      checks: [],
      notices: [],
      timings: { readMs: 1, fitMs: 1, solveMs: 1, scoreMs: 1 },
    },
    solver: { name: 'exact', damping: 0, relativeResidual: 1e-15, reason: 'Two parameters.' },
    target: {
      file: 'test.csv',
      row: 4,
      line: 6,
      label: 'spam',
      predicted: 'ham',
      explained: 'spam',
      probabilities: { ham: 0.75, spam: 0.25 },
      loss: 1.386,
    },
    targetCells: { ref: { set: 'test', row: 4 }, place, cells: ['1', 'spam'] },
    columns: [
      { name: 'x', kind: 'numeric', std: 2 },
      { name: 'label', kind: 'label', std: null },
    ],
    training: {
      classes: ['ham', 'spam'],
      row: Int32Array.of(0, 2, 3),
      line: Int32Array.of(2, 4, 6),
      label: Int32Array.of(0, 1, 1),
      predicted: Int32Array.of(0, 1, 0),
      probability: Float64Array.of(0.9, 0.8, 0.4),
    },
    influence: Float64Array.of(0.3, -0.9, 0.6),
    removalDelta: Float64Array.of(-0.1, 0.3, -0.2),
    removalForecast: Float64Array.of(-0.11, 0.35, -0.21),
    removalProbabilityDelta: Float64Array.of(0.02, -0.07, 0.05),
    rankings: ['influence'],
    order: Int32Array.of(1, 2, 0),
    ...(change.selfInfluence && { selfInfluence: change.selfInfluence }),
  };
}
