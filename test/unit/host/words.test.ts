/** What Set Up Dataset makes of a vocabulary, held against Keras' own files and numbers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Tokens } from '../../../extension/contract/kerasTokens';
import { wordNumbering } from '../../../extension/core/features/wordNumbers';
import { parseVocabulary } from '../../../extension/core/keras/vocabulary';
import { draftConfig } from '../../../extension/host/setup/draft';
import { fileHead } from '../../../extension/host/setup/fileHead';
import { vocabularyForm } from '../../../extension/host/setup/vocabularyForm';
import { countProblem, SPLITTINGS, splittingOf, withInput } from '../../../extension/host/setup/words';
import { repoRoot } from '../../harness/paths';

interface Numbered<Words> {
  words: Words;
  numbers: number[][];
  post?: number[][];
}

const fixture = (name: string) => join(repoRoot, 'test/fixtures/keras', name);
const keras = JSON.parse(readFileSync(fixture('texts.json'), 'utf8')) as {
  texts: string[];
  length: number;
  textVectorization: Numbered<string[]>;
  tokenizer: Numbered<Record<string, number>>;
};

describe('the form of a vocabulary', () => {
  it('is told by the first bytes of its file', async () => {
    const file = fixture('vocabulary.txt');
    assert.equal(vocabularyForm(file, await fileHead(file)), 'TextVectorization');
    const json = (value: unknown, indent?: number) =>
      vocabularyForm('/w/a.json', JSON.stringify(value, undefined, indent).slice(0, 100));
    assert.equal(json(keras.textVectorization.words), 'TextVectorization');
    assert.equal(json(keras.textVectorization.words.slice(2)), 'any');
    for (const indent of [undefined, 2]) assert.equal(json(keras.tokenizer.words, indent), 'Tokenizer');
    assert.equal(vocabularyForm('/w/a.txt', '<pad>\r\n<unk>\r\nthe\r\n'), 'any');
  });

  it('is none of other files', async () => {
    const none: [string, string][] = [
      ['model.json', '{"format": "layers-model", "modelTopology": {}}'],
      ['settings.json', '{"words": {"a": 1}}'],
      ['mail.txt', 'Hello you,\nhow are you?\nYours\n'],
      ['empty.txt', ''],
      ['gone.txt', await fileHead('/no/such/words.txt')],
    ];
    for (const [name, head] of none) assert.equal(vocabularyForm(name, head), undefined, name);
  });
});

describe('how texts become numbers', () => {
  const { textVectorization, tokenizer, texts, length } = keras;
  const cases: [string, number, unknown, number[][]][] = [
    [
      'TextVectorization',
      splittingOf('TextVectorization'),
      textVectorization.words,
      textVectorization.numbers,
    ],
    ['Tokenizer as it is by default', splittingOf('Tokenizer'), tokenizer.words, tokenizer.numbers],
    ['Tokenizer with zeros after the words', 3, tokenizer.words, tokenizer.post!],
  ];
  for (const [what, place, words, numbers] of cases)
    it(`is as in Keras by the answer ${what}`, () => {
      const file = '/w/words.json';
      const { split, lowercase, padding, truncating, start } = v.parse(Tokens, {
        vocabulary: file,
        ...SPLITTINGS[place]!.tokens,
      });
      const known = parseVocabulary(file, new TextEncoder().encode(JSON.stringify(words)));
      const numbering = wordNumbering({
        words: known,
        split,
        lowercase,
        length,
        padding,
        truncating,
        unknown: 1,
        start,
      });
      assert.deepEqual(
        texts.map((text) => [...numbering(text)]),
        numbers,
      );
    });

  it('stands in the influence.json, with the vocabulary relative to it', () => {
    const bare = withInput(
      { type: 'keras', path: '/w/nets/texts.keras', head: 'model' },
      { columns: ['body'] },
    );
    const model = withInput(bare, { tokens: { vocabulary: '/w/nets/words.json', split: 'Tokenizer' } });
    const text = draftConfig('/w/d/influence.json', {
      train: '/w/d/train.csv',
      label: 'y',
      test: 0.2,
      model,
    });
    assert.deepEqual(JSON.parse(text).model, {
      type: 'keras',
      path: '../nets/texts.keras',
      head: 'model',
      input: { columns: ['body'], tokens: { vocabulary: '../nets/words.json', split: 'Tokenizer' } },
    });
  });

  it('are as many as a whole number says', () => {
    for (const right of ['1', '40', ' 200 ']) assert.equal(countProblem(right), undefined);
    for (const wrong of ['', '0', '-1', '1.5', 'x', '9999999']) assert.ok(countProblem(wrong), wrong);
  });
});
