import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ExplainDocument, InfoDocument, MislabelsDocument } from '../../../extension/contract/documents';
import { writeFruits } from '../../data/fruitImages';
import { writeNsfwModel } from '../../data/nsfwModel';
import { documentOn, runOn } from './run';
import { createWorkspace, type Workspace } from './workspace';

describe('the command line on the MobileNet v2 of nsfwjs', () => {
  let workspace: Workspace;

  before(() => {
    workspace = createWorkspace();
    writeFruits(join(workspace.folder, 'train'), 8, 1);
    writeFruits(join(workspace.folder, 'test'), 4, 2);
    writeNsfwModel(join(workspace.folder, 'mobilenet'));
    configure({ head: 'new', featureLayer: 'flatten_1' });
  });
  after(() => workspace.remove());

  function configure(model: object): void {
    const text = {
      train: 'train',
      test: 'test',
      model: { type: 'keras', path: 'mobilenet/model.json', ...model },
    };
    workspace.write('influence.json', JSON.stringify(text));
  }

  const run = (...args: string[]) => runOn(workspace, ...args);
  const json = <Document>(...args: string[]) => documentOn<Document>(workspace, ...args);

  it('sees images in its own size, and tells fruits apart by its features', async () => {
    const { columns, dataset, model } = await json<InfoDocument>('info');
    assert.deepEqual(columns[0].shape, [224, 224, 3]);
    assert.equal(dataset.features, 1280);
    assert.ok(model.testAccuracy! > 0.6, String(model.testAccuracy));
  });

  it('explains a prediction by images of its kind, with influences that cancel', async () => {
    const { rows, target, checks, model } = await json<ExplainDocument>(
      'explain',
      '--test-row',
      '5',
      '--all',
    );
    assert.equal(model.cached, true);
    assert.equal(target.label, 'lime');
    const total = rows.reduce((sum, { influence }) => sum + influence, 0);
    const size = Math.max(...rows.map(({ influence }) => Math.abs(influence)));
    assert.ok(Math.abs(total) < 1e-6 * size, `${total} of ${size}`);
    const helpOf = (label: string) =>
      rows.filter((row) => row.label === label).reduce((sum, row) => sum + row.removalForecast!, 0);
    assert.ok(helpOf('lime') > 0 && helpOf('lime') > helpOf('apple') && helpOf('lime') > helpOf('plum'));
    assert.ok(checks.some(({ name, status }) => name === 'stationarity' && status === 'pass'));
  });

  it('gives every image a self-influence', async () => {
    const { rows } = await json<MislabelsDocument>('mislabels', '--score', 'self-influence', '--all');
    assert.equal(rows.length, 24);
    assert.ok(rows.every(({ selfInfluence }) => selfInfluence > 0));
  });

  it('says what its own classes are for', async () => {
    configure({});
    const { code, stderr } = await run('info');
    assert.equal(code, 1);
    assert.match(stderr, /tells 5 classes apart, and the data have 3.*"model\.head": "new"/s);
  });
});
