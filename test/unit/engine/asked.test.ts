/** Rows that are named: those of a group, and those that a verification leaves out. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Work } from '../../../extension/contract/progress';
import { explain } from '../../../extension/engine/answers/explain';
import { members } from '../../../extension/engine/answers/members';
import { validate } from '../../../extension/engine/answers/validate';
import { whatIf } from '../../../extension/engine/answers/whatIf';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { readReference, referenceFolder } from '../../reference/fixtures';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('rows that are named', () => {
  const engine = createEngine({ cache: noCache, log: () => undefined });
  const dataset = { config: join(referenceFolder('breast-cancer'), 'influence.json') };
  const target = { set: 'test', row: readReference('breast-cancer').targets[0].row } as const;
  const choice = { by: 'label' } as const;

  it('by conditions are those that the group has', async () => {
    const where = [
      { column: 'mean_radius', from: 17 },
      { column: 'mean_texture', to: 20 },
    ];
    const mask = await members(engine, { dataset, where }, WORK);
    const group = await whatIf(
      engine,
      { dataset, target, choice, group: { where }, action: { do: 'remove' }, verify: false },
      WORK,
    );
    assert.equal(mask.length, 455);
    assert.equal(
      mask.reduce((sum, one) => sum + one, 0),
      group.group.rows,
    );
    await assert.rejects(members(engine, { dataset, where, fingerprint: 'other' }, WORK), { code: 'stale' });
  });

  it('are each left out on their own, and as predicted', async () => {
    const { order, training, removalForecast } = await explain(engine, { dataset, target, choice }, WORK);
    const named = [order[200], order[1], order[7], order[40]].map((at) => training.row[at]);
    const { rows, agreement } = await validate(engine, { dataset, target, choice, rows: named }, WORK);
    assert.deepEqual(
      rows.map(({ row }) => row),
      [named[1], named[2], named[3], named[0]],
    );
    assert.ok(rows.every(({ chosen }) => chosen === 'asked'));
    assert.equal(rows[0].removalForecast, removalForecast![order[1]]);
    assert.ok(agreement.removalForecast!.all.r! > 0.99);
    assert.equal(agreement.removalForecast!.top.rows, 0);
    await assert.rejects(validate(engine, { dataset, target, choice, rows: [4000] }, WORK), { code: 'data' });
  });
});
