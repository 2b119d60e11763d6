/** Looking rows up while the engine is busy with the same dataset. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Work } from '../../../extension/contract/progress';
import { cells } from '../../../extension/engine/answers/cells';
import { info } from '../../../extension/engine/answers/info';
import { members } from '../../../extension/engine/answers/members';
import { search } from '../../../extension/engine/answers/search';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { onDataset } from '../../../extension/engine/session/request';
import { referenceFolder } from '../../reference/fixtures';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('rows that are looked up while a long request has its turn', () => {
  const engine = createEngine({ cache: noCache, log: () => undefined });
  const dataset = { config: join(referenceFolder('breast-cancer'), 'influence.json') };

  it('come at once, and are those that come after it', async () => {
    const { dataset: head, columns } = await info(engine, { dataset }, WORK);
    const { fingerprint } = head;
    const refs = [
      { set: 'test', row: 3 },
      { set: 'train', row: 0 },
    ] as const;
    const where = [{ column: columns[1].name, from: 15 }];
    const ask = (print: string | undefined) => ({
      cells: cells(engine, { dataset, refs: [...refs], fingerprint: print }, WORK),
      search: search(engine, { dataset, text: '17.9', fingerprint: print }, WORK),
      members: members(engine, { dataset, where, fingerprint: print }, WORK),
    });
    let finish!: () => void;
    const long = onDataset(engine, dataset, WORK, () => new Promise<void>((resolve) => (finish = resolve)));
    const now = ask(fingerprint);
    const answers = await Promise.all([now.cells, now.search, now.members]);
    // Without a fingerprint there is nothing to tell that it is the same data.
    const later = ask(undefined);
    let waited = true;
    void later.search.then(() => (waited = false));
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(waited);
    finish();
    await long;
    assert.deepEqual(answers, await Promise.all([later.cells, later.search, later.members]));
    const [rows, found, group] = answers;
    assert.deepEqual(
      rows.map(({ ref }) => ref),
      refs,
    );
    assert.ok(found.some((hit) => hit === 1) && group.some((hit) => hit === 1));
  });
});
