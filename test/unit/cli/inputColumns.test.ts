/** A record explained by itself, from a file that holds only what the model takes. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExplainDocument } from '../../../extension/contract/documents';
import type { SlicesDocument } from '../../../extension/contract/groups';
import type { WhyDocument } from '../../../extension/contract/why';
import { repoRoot } from '../../harness/paths';
import { documentOn, runOn } from './run';
import { createWorkspace, type Workspace } from './workspace';

const FIXTURES = join(repoRoot, 'test/fixtures/keras');
const OWN = ['a', 'b', 'c', 'd'];

describe('a record that is explained by itself', () => {
  let workspace: Workspace;
  /** Of the first test row: what the model takes, and the label. */
  let cells: Record<string, string>;

  before(() => {
    workspace = createWorkspace();
    copyFileSync(join(FIXTURES, 'sequential.keras'), join(workspace.folder, 'sequential.keras'));
    const [header, ...lines] = readFileSync(join(FIXTURES, 'table.csv'), 'utf8').trim().split('\n');
    // Columns that the model was not trained with, of all kinds.
    const notes = (line: string, i: number) =>
      `${line},${i % 7},${i % 3 === 0 ? 'north' : 'south'},seen on walk number ${i}`;
    const table = (rows: string[]) => [`${header},age,place,note`, ...rows].join('\n');
    const rows = lines.map(notes);
    workspace.write('train.csv', table(rows.slice(0, 70)));
    workspace.write('test.csv', table(rows.slice(70)));
    const names = header!.split(',');
    cells = Object.fromEntries(lines[70]!.split(',').map((cell, i) => [names[i], cell]));
  });
  after(() => workspace.remove());

  function configure(model: object, more: object = {}): void {
    const data = { train: 'train.csv', test: 'test.csv', label: 'label' };
    workspace.write('influence.json', JSON.stringify({ ...data, model, ...more }));
  }

  const brought = { type: 'keras', path: 'sequential.keras', input: { columns: OWN } };

  function record(names: readonly string[]): string {
    return workspace.write('one.csv', [names, names.map((name) => cells[name])].map(String).join('\n'));
  }

  const run = (...args: string[]) => runOn(workspace, ...args, '--backend', 'wasm');
  const json = <Document>(...args: string[]) => documentOn<Document>(workspace, ...args, '--backend', 'wasm');

  it('needs the columns alone that a brought model takes, and is explained as the whole row', async () => {
    configure(brought);
    const whole = await json<ExplainDocument>('explain', '--test-row', '0', '--top', '5');
    for (const names of [[...OWN, 'label'], ['label', ...OWN].reverse()]) {
      const alone = await json<ExplainDocument>('explain', '--input', record(names), '--top', '5');
      assert.deepEqual(alone.target.probabilities, whole.target.probabilities);
      assert.deepEqual(alone.rows, whole.rows);
    }
  });

  it('is asked about further', async () => {
    configure(brought);
    const file = record(OWN);
    const { cells: pushes } = await json<WhyDocument>('why', '--input', file, '--of-row', '3');
    assert.deepEqual(pushes?.map(({ column }) => column).sort(), OWN);
    const { rows } = await json<SlicesDocument>('slices', '--input', file, '--top', '30');
    const place = rows.find(({ column }) => column === 'place');
    assert.ok(place && place.rows > 0);
  });

  it('names file, line and column where one is missing that the model takes', async () => {
    configure(brought);
    const { code, stderr } = await run('explain', '--input', record(['a', 'b', 'd']));
    assert.equal(code, 1);
    assert.match(stderr, /one\.csv:1: The column "c" of the training file is not in this one/);
  });

  it('needs all columns of a model that is fitted to them, but those that are excluded', async () => {
    configure({ type: 'logistic' });
    const { stderr } = await run('explain', '--input', record(OWN));
    assert.match(stderr, /one\.csv:1: The column "age" of the training file is not in this one/);
    configure({ type: 'logistic' }, { features: { exclude: ['age', 'place', 'note'] } });
    const { rows } = await json<ExplainDocument>('explain', '--input', record(OWN), '--top', '2');
    assert.equal(rows.length, 2);
  });

  it('may lie in test data of these columns alone', async () => {
    configure(brought, { test: 'one.csv' });
    record([...OWN, 'label']);
    const { target } = await json<ExplainDocument>('explain', '--test-row', '0', '--top', '1');
    assert.equal(target.label, cells['label']);
  });
});
