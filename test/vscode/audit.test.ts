import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  CONFIG,
  csv,
  makeDataset,
  opensByAccepting,
  removeFolder,
  services,
  twoClasses,
  workspacePath,
} from './support';

const FOLDER = 'audited';

describe('auditing vulnerability', () => {
  const train = csv(twoClasses(20));

  before(() =>
    makeDataset(FOLDER, {
      'train.csv': train,
      'test.csv': csv(twoClasses(30)),
      'influence.json': CONFIG.replace('\n}', ',\n  "audit": { "targets": 6, "columns": { "y": 0 } }\n}'),
    }),
  );
  after(() => removeFolder(FOLDER));

  it('asks for the bounds and opens the panel', async () => {
    const config = workspacePath(FOLDER, 'influence.json');
    await opensByAccepting('influence.auditVulnerability', config, 'Audit Vulnerability');
  });

  it('keeps the bounds of the config, and the files as they are', async () => {
    const { engine } = await services();
    const dataset = { config: workspacePath(FOLDER, 'influence.json') };
    const { document } = await engine.request('audit', { dataset, share: 1 });
    assert.equal(document.tried, 6);
    const edited = new Set(document.rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
    assert.deepEqual([...edited], ['x']);
    assert.equal(await readFile(workspacePath(FOLDER, 'train.csv'), 'utf8'), train);
  });
});
