import assert from 'node:assert/strict';
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

const FOLDER = 'compared';

describe('comparing two models', () => {
  before(async () => {
    const rows = twoClasses(40);
    await makeDataset(FOLDER, {
      'train.csv': csv(rows),
      'test.csv': csv(rows.slice(0, 11)),
      'influence.json': CONFIG,
      'rbf.influence.json': CONFIG.replace('\n}', ',\n  "model": { "type": "rbf-svm" }\n}'),
    });
  });
  after(() => removeFolder(FOLDER));

  it('asks for the other model and the row, and opens the panel', async () => {
    const config = workspacePath(FOLDER, 'influence.json');
    // The one that trains on the same file comes first.
    await opensByAccepting('influence.compareModels', config, 'Compare Two Models');
  });

  it('refuses models of different rows', async () => {
    const { engine } = await services();
    const config = await makeDataset('elsewhere', {
      'train.csv': csv(twoClasses(30)),
      'test.csv': csv(twoClasses(4)),
      'influence.json': CONFIG,
    });
    const request = engine.request('compare', {
      a: { config: workspacePath(FOLDER, 'influence.json') },
      b: { config },
      target: { set: 'test', row: 1 },
      choice: { by: 'label' },
    });
    await assert.rejects(request, /not trained on the same rows/);
    await removeFolder('elsewhere');
  });
});
