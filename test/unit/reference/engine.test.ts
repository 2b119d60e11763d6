/** The whole way from the files of a fixture to the answer, on every backend, against the independent float64 reference. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendName } from '../../../extension/contract/config';
import type { ExplainDocument } from '../../../extension/contract/documents';
import type { Work } from '../../../extension/contract/progress';
import { explain } from '../../../extension/engine/answers/explain';
import { info } from '../../../extension/engine/answers/info';
import { selfInfluence } from '../../../extension/engine/answers/selfInfluence';
import { targets } from '../../../extension/engine/answers/targets';
import { noCache } from '../../../extension/engine/cache/store';
import { listBackends } from '../../../extension/engine/backends/choose';
import { createEngine, type Engine } from '../../../extension/engine/session/engine';
import { readReference, REFERENCES, referenceFolder } from '../../reference/fixtures';

/** Relative to the largest of the reference's values; the reference itself is good to about 1e-12. */
const TOLERANCE = 1e-9;
const BACKENDS: readonly BackendName[] = ['cpu', 'wasm', 'tensorflow'];
const quiet: Work = { signal: new AbortController().signal, progress: () => undefined };

for (const backend of BACKENDS) {
  describe(`files to answers on ${backend}`, () => {
    let engine: Engine;
    before(async function () {
      const found = (await listBackends()).find(({ name }) => name === backend);
      if (!found?.available) this.skip();
      engine = createEngine({ cache: noCache, log: () => undefined });
    });

    for (const name of REFERENCES) {
      const reference = readReference(name);
      const dataset = { config: join(referenceFolder(name), 'influence.json'), backend };

      it(`${name}: classes, features and fit`, async () => {
        const { dataset: read, model, columns } = await info(engine, { dataset }, quiet);
        assert.deepEqual(read.classes, reference.classes);
        assert.equal(read.features, reference.features.length);
        assert.equal(
          columns.reduce((sum, column) => sum + column.features, 0),
          reference.features.length,
        );
        close(`${name} train loss`, [model.trainLoss], [reference.trainLoss]);
      });

      it(`${name}: predictions of the test rows`, async () => {
        const { loss, probability, predicted } = await targets(engine, { dataset, set: 'test' }, quiet);
        close('loss', loss, reference.testLoss);
        const expected = reference.testProbabilities.map((p) => Math.max(...p));
        close('probability', probability, expected);
        reference.testProbabilities.forEach((p, i) => assert.equal(p[predicted[i]!], expected[i]));
      });

      it(`${name}: influence and forecast of every row on single predictions`, async () => {
        for (const { row, explained, ...expected } of reference.targets) {
          const choice = { by: 'class', name: explained } as const;
          const target = { set: 'test', row } as const;
          const answer = await explain(engine, { dataset, target, choice }, quiet, { allForecasts: true });
          const differences = rounding(expected.loss);
          close('target loss', [answer.target.loss], [expected.loss]);
          close('influence', answer.influence, expected.influence);
          close('removalDelta', answer.removalDelta, expected.removalDelta);
          close('removalForecast', answer.removalForecast!, expected.removalForecast, differences);
          close(
            'removalProbabilityDelta',
            answer.removalProbabilityDelta,
            expected.removalProbabilityDelta,
            rounding(Math.exp(-expected.loss)),
          );
        }
      });

      it(`${name}: self-influence, leverage and leave-one-out of every row`, async () => {
        const answer = await selfInfluence(engine, { dataset }, quiet);
        const own = reference.looProbabilities.map((p, i) => p[answer.training.label[i]!]!);
        close('self-influence', answer.selfInfluence, reference.selfInfluence);
        close('leverage', answer.leverage, reference.leverage);
        close('held-out probability', answer.looProbability, own);
        close('loss', answer.loss, reference.loss);
      });
    }
  });
}

describe('files to answers on the command line', () => {
  it('explain --all --json tells the numbers of the reference', () => {
    const reference = readReference('wine');
    const [target] = reference.targets;
    const cache = mkdtempSync(join(tmpdir(), 'reference-'));
    try {
      const config = join(referenceFolder('wine'), 'influence.json');
      const args = ['explain', '--config', config, '--test-row', String(target!.row), '--all', '--json'];
      const stdout = execFileSync(
        process.execPath,
        [join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js'), ...args],
        { encoding: 'utf8', env: { ...process.env, INFLUENCE_LENS_CACHE: cache } },
      );
      const { rows } = JSON.parse(stdout) as ExplainDocument;
      assert.deepEqual(
        rows.map(({ row }) => row),
        Array.from({ length: reference.rows }, (_, i) => i),
      );
      const column = (pick: (row: ExplainDocument['rows'][number]) => number | undefined) =>
        rows.map((row) => pick(row) ?? NaN);
      close(
        'influence',
        column((row) => row.influence),
        target!.influence,
      );
      close(
        'removalForecast',
        column((row) => row.removalForecast),
        target!.removalForecast,
        rounding(target!.loss),
      );
      close(
        'selfInfluence',
        column((row) => row.selfInfluence),
        reference.selfInfluence,
      );
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

/** What the reference's differences of two numbers of this size are uncertain by. */
function rounding(size: number): number {
  return 4 * Number.EPSILON * size;
}

function close(what: string, actual: ArrayLike<number>, expected: readonly number[], rest = 0): void {
  assert.equal(actual.length, expected.length, what);
  const largest = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  expected.forEach((value, i) => {
    const error = Math.abs(actual[i]! - value);
    assert.ok(
      error <= TOLERANCE * largest + rest,
      `${what} ${i}: ${actual[i]} is not ${value} (${error / largest} of the largest)`,
    );
  });
}
