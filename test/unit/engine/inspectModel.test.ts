/** What a trained model takes, as Set Up Dataset asks for it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectModel } from '../../../extension/engine/answers/inspectModel';
import { startTfjs } from '../../../extension/engine/backends/tfjs';
import { writeWordsModel } from '../../data/wordsModel';
import { repoRoot } from '../../harness/paths';

const fixture = (name: string) => join(repoRoot, 'test/fixtures/keras', name);

describe('what a trained model takes', () => {
  const expected = {
    'texts.keras': { known: 400, length: 40 },
    'recurrent.h5': { known: 22, length: 7 },
    'sequential.keras': undefined,
    'functional.h5': undefined,
  };
  for (const [name, words] of Object.entries(expected))
    it(`is ${words ? 'numbers of words' : 'no words'} in ${name}`, async () => {
      const found = await inspectModel({ file: fixture(name) });
      assert.equal(found.file, fixture(name));
      assert.deepEqual(found.words, words);
    });

  it('is any number of words, where a model of TensorFlow.js leaves it open', async () => {
    await startTfjs('wasm');
    const folder = mkdtempSync(join(tmpdir(), 'lens-inspect-'));
    const { words } = await inspectModel({ file: await writeWordsModel(folder, 50) });
    assert.deepEqual(words, { known: 50, length: null });
    rmSync(folder, { recursive: true });
  });

  it('cannot be told of a file that is no model, and the error names it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lens-inspect-'));
    const file = join(folder, 'model.keras');
    await assert.rejects(inspectModel({ file }), { code: 'io', location: { file } });
    writeFileSync(file, 'words');
    await assert.rejects(inspectModel({ file }), { code: 'model', location: { file } });
    rmSync(folder, { recursive: true });
  });
});
