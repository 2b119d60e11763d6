/** After a label is fixed the fit starts from the last model of the session, and ends where a fit from nothing ends. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mislabels } from '../../../extension/engine/answers/mislabels';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { referenceFolder } from '../../reference/fixtures';

const work = { signal: new AbortController().signal, progress: () => undefined };
const openEngine = () => createEngine({ cache: noCache, log: () => undefined });

describe('a fit after a label was fixed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lens-refit-'));
    cpSync(referenceFolder('breast-cancer'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes fewer steps to the same optimum', async () => {
    const params = { dataset: { config: join(folder, 'influence.json') }, score: 'alo' } as const;
    const engine = openEngine();
    const before = await mislabels(engine, params, work);
    const file = join(folder, 'train.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = before.training.line[before.order[0]!]! - 1;
    lines[at] = lines[at]!.replace(/(benign|malignant)$/, (label) =>
      label === 'benign' ? 'malignant' : 'benign',
    );
    writeFileSync(file, lines.join('\n'));
    const warm = await mislabels(engine, params, work);
    const cold = await mislabels(openEngine(), params, work);
    assert.notEqual(warm.head.dataset.fingerprint, before.head.dataset.fingerprint);
    assert.ok(warm.head.model.iterations < cold.head.model.iterations);
    assert.equal(warm.head.model.cached, false);
    for (const name of ['suspicion', 'selfInfluence', 'looProbability', 'loss'] as const)
      warm[name].forEach((value, i) =>
        assert.ok(Math.abs(value - cold[name][i]!) <= 1e-9 * Math.max(1, cold[name][i]!), name),
      );
    assert.deepEqual(warm.order, cold.order);
  });
});
