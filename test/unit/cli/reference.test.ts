import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ExplainDocument, MislabelsDocument } from '../../../extension/contract/documents';
import { readReference, referenceFolder, REFERENCES } from '../../reference/fixtures';
import { runCli } from './run';

/** Largest difference of two lists, relative to the largest expected value. */
function normwise(actual: readonly number[], expected: readonly number[]): number {
  assert.equal(actual.length, expected.length);
  const size = Math.max(...expected.map(Math.abs));
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!))) / size;
}

// From the file to the printed document, against numbers that another program computed in float64 from the same files.
describe('the command line against the independent reference', () => {
  for (const name of REFERENCES) {
    const reference = readReference(name);
    const config = join(referenceFolder(name), 'influence.json');

    it(`explains predictions of ${name}`, async () => {
      for (const target of reference.targets.slice(0, 2)) {
        const args = [
          '--test-row',
          String(target.row),
          '--target',
          target.explained,
          '--all',
          '--json',
          '--no-cache',
        ];
        const { code, stdout, stderr } = await runCli(['explain', '--config', config, ...args]);
        assert.equal(code, 0, stderr);
        const document = JSON.parse(stdout) as ExplainDocument;
        assert.deepEqual(document.dataset.classes, reference.classes);
        assert.equal(document.rows.length, reference.rows);
        assert.deepEqual(
          document.rows.map(({ row }) => row),
          [...reference.loss.keys()],
        );
        const column = (key: 'influence' | 'removalDelta' | 'removalForecast' | 'removalProbabilityDelta') =>
          document.rows.map((row) => row[key]!);
        for (const key of [
          'influence',
          'removalDelta',
          'removalForecast',
          'removalProbabilityDelta',
        ] as const) {
          assert.ok(normwise(column(key), target[key]) < 1e-8, `${name} ${key}`);
        }
        assert.ok(
          normwise(
            document.rows.map((row) => row.selfInfluence!),
            reference.selfInfluence,
          ) < 1e-8,
        );
        assert.ok(Math.abs(document.target.loss - target.loss) < 1e-9);
        assert.ok(Math.abs(document.model.trainLoss - reference.trainLoss) < 1e-9);
        assert.ok(document.checks.every(({ status }) => status !== 'fail'));
      }
    });

    it(`holds out the rows of ${name}`, async () => {
      const { code, stdout, stderr } = await runCli([
        'mislabels',
        '--config',
        config,
        '--all',
        '--json',
        '--no-cache',
      ]);
      assert.equal(code, 0, stderr);
      const document = JSON.parse(stdout) as MislabelsDocument;
      const byRow = document.rows.toSorted((a, b) => a.row - b.row);
      const own = byRow.map(
        ({ row, label }) => reference.looProbabilities[row]![reference.classes.indexOf(label)]!,
      );
      assert.ok(
        normwise(
          byRow.map((row) => row.looProbability),
          own,
        ) < 1e-8,
      );
      assert.ok(
        normwise(
          byRow.map((row) => row.loss),
          reference.loss,
        ) < 1e-8,
      );
      for (const { row, suggested } of byRow) {
        const others = reference.looProbabilities[row]!.filter(
          (_, c) => reference.classes[c] !== byRow[row]!.label,
        );
        assert.equal(
          reference.looProbabilities[row]![reference.classes.indexOf(suggested)],
          Math.max(...others),
        );
      }
      const scores = document.rows.map(({ score }) => score);
      assert.ok(scores.every((score) => score >= 0 && score <= 1));
      assert.deepEqual(
        scores,
        [...scores].sort((a, b) => b - a),
      );
      assert.deepEqual(
        document.rows.map(({ rank }) => rank),
        scores.map((_, i) => i + 1),
      );
    });
  }
});
