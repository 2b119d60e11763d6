import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import type { InfoDocument, PredictionsDocument } from '../../../extension/contract/documents';
import { referenceFolder } from '../../reference/fixtures';
import { runCli } from './run';
import { createWorkspace, type Workspace } from './workspace';

describe('the command line: predictions', () => {
  let workspace: Workspace;
  const json = async <Document>(...args: string[]): Promise<Document> => {
    const all = [...args, '--config', 'influence.json', '--json'];
    const ran = await runCli(all, { cwd: workspace.folder, env: { INFLUENCE_LENS_CACHE: workspace.cache } });
    assert.equal(ran.code, 0, ran.stderr);
    return JSON.parse(ran.stdout) as Document;
  };

  beforeEach(() => {
    workspace = createWorkspace();
    cpSync(referenceFolder('iris'), workspace.folder, { recursive: true });
  });
  afterEach(() => {
    workspace.remove();
  });

  it('lists every test row once, worst predicted first', async () => {
    const { rows, dataset, wrong, model } = await json<PredictionsDocument>('predictions', '--all');
    assert.equal(rows.length, dataset.testRows);
    assert.equal(new Set(rows.map(({ row }) => row)).size, rows.length);
    const losses = rows.map(({ loss }) => loss!);
    assert.deepEqual(
      losses,
      [...losses].sort((a, b) => b - a),
    );
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    assert.ok(Math.abs(mean - model.testLoss!) <= 1e-12);
    assert.equal(wrong, rows.filter(({ label, predicted }) => label !== predicted).length);
  });

  it('agrees with info on how many are wrong', async () => {
    const { wrong } = await json<PredictionsDocument>('predictions', '--top', '1');
    const { model, dataset } = await json<InfoDocument>('info');
    assert.equal(wrong, Math.round((1 - model.testAccuracy!) * dataset.testRows));
  });
});
