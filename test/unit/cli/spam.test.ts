import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  ExplainDocument,
  MislabelsDocument,
  ValidateDocument,
} from '../../../extension/contract/documents';
import { repoRoot } from '../../harness/paths';
import { runCli } from './run';

// The bundled mails: text as thousands of terms, more of them than rows, and records that span many lines.
describe('the command line on real mails', () => {
  const config = join(repoRoot, 'media', 'sample', 'influence.json');
  const json = async <Document>(...args: string[]): Promise<Document> => {
    const { code, stdout, stderr } = await runCli([...args, '--config', config, '--no-cache', '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Document;
  };

  it('explains a mail, with influences that cancel and checks that pass', async () => {
    const document = await json<ExplainDocument>('explain', '--test-row', '5', '--all');
    const { dataset, rows, checks, target } = document;
    assert.ok(dataset.features > dataset.rows, 'more terms than mails');
    assert.equal(rows.length, dataset.rows);
    const sum = rows.reduce((total, row) => total + row.influence, 0);
    const size = rows.reduce((total, row) => total + Math.abs(row.influence), 0);
    assert.ok(Math.abs(sum) < 1e-8 * size, `${sum} of ${size}`);
    assert.ok(checks.every(({ status }) => status !== 'fail'));
    assert.ok(document.model.testAccuracy! > 0.9);
    assert.ok(Object.hasOwn(target.probabilities, target.predicted));
  });

  it('stays within the memory it is allowed, and says what would help', async () => {
    const args = ['mislabels', '--config', config, '--no-cache', '--json', '--backend', 'wasm'];
    const { code, stdout, stderr } = await runCli([...args, '--memory', '20']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /needs \d+ MB more memory; .* of at most 20 MB are in use\. .*influence\.memory/);
  });

  it('ranks labels by estimated leverages as by exact ones, and says that they are estimated', async () => {
    const first = async (leverage: string): Promise<MislabelsDocument> =>
      json<MislabelsDocument>('mislabels', '--top', '20', '--leverage', leverage);
    const [exact, estimated] = [await first('exact'), await first('estimate')];
    const shared = estimated.rows.filter(({ row }) => exact.rows.some((other) => other.row === row));
    assert.ok(shared.length >= 17, `${shared.length} of 20`);
    assert.equal(estimated.solver.name, 'estimate');
    assert.equal(estimated.checks.find(({ name }) => name === 'leverage estimate')?.status, 'warn');
    assert.ok(!exact.checks.some(({ name }) => name === 'leverage estimate'));
  });

  it('predicts what retraining without mails does', async () => {
    const document = await json<ValidateDocument>('validate', '--test-row', '5', '--rows', '8');
    const { removalForecast } = document.agreement;
    assert.equal(removalForecast!.all.rows, 8);
    assert.ok(removalForecast!.all.r! > 0.999, String(removalForecast!.all.r));
    assert.ok(Math.abs(removalForecast!.all.slope! - 1) < 0.05, String(removalForecast!.all.slope));
  });
});
