import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LensError } from '../../../extension/contract/errors';
import type { Work } from '../../../extension/contract/progress';
import { evidence } from '../../../extension/engine/answers/evidence';
import { explain } from '../../../extension/engine/answers/explain';
import { mislabels } from '../../../extension/engine/answers/mislabels';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine, type Engine } from '../../../extension/engine/session/engine';
import { numericDesign, readReference, referenceFolder } from '../../reference/fixtures';

const quiet: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('the evidence for a suspect label', () => {
  let engine: Engine;
  let folder: string;
  before(() => (engine = createEngine({ cache: noCache, log: () => undefined })));
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lens-evidence-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const reference = (name: string) => ({ config: join(referenceFolder(name), 'influence.json') });
  const written = (csv: string, more: object = {}) => {
    writeFileSync(join(folder, 'train.csv'), csv);
    const config = join(folder, 'influence.json');
    writeFileSync(
      config,
      JSON.stringify({
        train: 'train.csv',
        test: 'train.csv',
        label: 'label',
        model: { type: 'logistic', l2: 0.01 },
        ...more,
      }),
    );
    return { config };
  };

  it('adds up cells with the weights of the independent reference', async () => {
    for (const name of ['iris', 'wine', 'breast-cancer']) {
      const expectation = readReference(name);
      const { classes, weights, looProbabilities } = expectation;
      const { train, labels } = numericDesign(name, expectation);
      const features = train.length / labels.length;
      // Two classes have one score: that of the second.
      const weight = (c: number, j: number) => (classes.length > 2 ? weights[c]![j]! : c * weights[0]![j]!);
      for (const row of [0, 17, 101]) {
        const found = await evidence(engine, { dataset: reference(name), row: { set: 'train', row } }, quiet);
        assert.equal(found.given, classes[labels[row]!]);
        const [a, g] = [classes.indexOf(found.against), classes.indexOf(found.given)];
        // Standardised columns have mean 0.
        const expected = Array.from(
          train.subarray(row * features, (row + 1) * features),
          (x, j) => (weight(a, j) - weight(g, j)) * x,
        );
        const sizes = found.contributions!.map(({ contribution }) => contribution);
        const order = [...expected].sort((x, y) => Math.abs(y) - Math.abs(x));
        sizes.forEach((size, i) => close(size, order[i]!, 1e-8));
        assert.equal(sizes.length, Math.min(40, expected.length));
        found.probabilities.forEach((p, c) => close(p, looProbabilities[row]![c]!, 1e-9));
      }
    }
  });

  it('holds the label against any other class, and refuses what is none', async () => {
    const dataset = reference('iris');
    const ask = (against: string) =>
      evidence(engine, { dataset, row: { set: 'train', row: 0 }, against }, quiet);
    const virginica = await ask('virginica');
    assert.equal(virginica.against, 'virginica');
    const versicolor = await ask('versicolor');
    assert.notDeepEqual(virginica.contributions, versicolor.contributions);
    assert.deepEqual(virginica.opposing, versicolor.opposing, 'rows speak for or against the given label');
    await assert.rejects(ask('rose'), (error) => error instanceof LensError && error.code === 'usage');
    await assert.rejects(ask('setosa'), /the label that the row bears/);
    await assert.rejects(
      evidence(engine, { dataset, row: { set: 'train', row: 0 }, fingerprint: 'other' }, quiet),
      (error) => error instanceof LensError && error.code === 'stale',
    );
  });

  it('names the rows whose removal changes the loss of the given label most, the row itself apart', async () => {
    const dataset = reference('iris');
    const row = { set: 'train', row: 84 } as const;
    const found = await evidence(engine, { dataset, row }, quiet);
    const all = await explain(engine, { dataset, target: row, choice: { by: 'label' } }, quiet);
    const forecast = Array.from(all.removalForecast!.entries()).filter(([at]) => at !== 84);
    forecast.sort((a, b) => a[1] - b[1]);
    assert.deepEqual(
      found.opposing.map(({ position, change }) => [position, change]),
      forecast.slice(0, 10).filter(([, change]) => change < 0),
    );
    assert.deepEqual(
      found.supporting.map(({ position, change }) => [position, change]),
      forecast
        .slice(-10)
        .reverse()
        .filter(([, change]) => change > 0),
    );
    assert.ok(found.opposing.length > 0 && found.supporting.length > 0);
  });

  it('counts the words of a text and weighs categories as one cell', async () => {
    const dataset = written(
      [
        'note,sort,label',
        'bad bad bad day,x,no',
        'good day,y,yes',
        'good good night,y,yes',
        'bad night,x,no',
        'bad day,x,no',
        'good day,y,yes',
        '',
      ].join('\n'),
      { features: { columns: { note: 'text', sort: 'categorical' }, text: { minDocumentFrequency: 1 } } },
    );
    const found = await evidence(engine, { dataset, row: { set: 'train', row: 0 } }, quiet);
    const bad = found.contributions!.find(({ term }) => term === 'bad')!;
    assert.deepEqual([bad.column, bad.value], ['note', '3']);
    assert.ok(bad.contribution < 0, 'it speaks for the label that is given');
    const good = found.contributions!.find(({ term }) => term === 'good')!;
    assert.equal(good.value, '0');
    assert.ok(good.contribution < 0, 'a word that is missing speaks too');
    const sort = found.contributions!.filter(({ column }) => column === 'sort');
    assert.deepEqual(
      sort.map(({ value }) => value),
      ['x'],
    );
  });

  it('lists duplicates with their labels, also conflicting ones', async () => {
    const rows = ['id,a,b,label', 'k0,1,u,x', 'k1,2,v,y', 'k2,1,u,y', 'k3,1.0,u,x', 'k4,3,v,y', 'k5,2,w,y'];
    const dataset = written(`${rows.join('\n')}\n`, { features: { exclude: ['id'] } });
    const found = await evidence(engine, { dataset, row: { set: 'train', row: 0 } }, quiet);
    assert.deepEqual(found.duplicates, [
      { position: 2, label: 'y' },
      { position: 3, label: 'x' },
    ]);
    const ranked = await mislabels(engine, { dataset, score: 'alo' }, quiet);
    assert.deepEqual([...ranked.duplicates], [0, -1, 0, 0, -1, -1]);
    assert.deepEqual([...ranked.conflicting], [1, 0, 1, 1, 0, 0]);
    assert.match(ranked.head.notices[0]!.message, /also the test set/);
  });
});

function close(actual: number, expected: number, tolerance: number): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}
