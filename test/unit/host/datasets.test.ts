import assert from 'node:assert/strict';
import {
  isDataFile,
  looksLikeTest,
  newConfigPath,
  pathInConfig,
  testCandidates,
  trainCandidates,
} from '../../../extension/host/datasets/candidates';
import { nameDatasets } from '../../../extension/host/datasets/names';
import { configErrorRange, rangeOfKey, readConfig } from '../../../extension/host/datasets/readConfig';

describe('reading an influence.json for the editor', () => {
  it('takes names and paths, comments and trailing commas allowed', () => {
    const text =
      '\uFEFF{ // data\n "name": "Mails", "train": "a.csv", "test": "b.csv", "label": "y", "model": {"type": "logistic",}, }';
    assert.deepEqual(readConfig(text, 'f'), {
      name: 'Mails',
      train: 'a.csv',
      test: 'b.csv',
      label: 'y',
      model: 'logistic',
    });
  });
  it('takes a fraction as no path', () => {
    const read = readConfig('{"train": "a.csv", "test": 0.2}', 'f');
    assert.equal(read.test, undefined);
    assert.equal(read.problem, undefined);
  });
  it('takes what there is of a half-written file', () => {
    assert.equal(readConfig('{"train": "a.csv", "tes', 'f').train, 'a.csv');
  });
  it('says what is wrong with a file that holds no object', () => {
    const { problem } = readConfig('[]', '/d/influence.json');
    assert.equal(problem?.code, 'config');
    assert.equal(problem?.location?.file, '/d/influence.json');
  });
});

describe('the place of a config error', () => {
  const text = '{\n  "train": "a.csv",\n  "model": { "type": "logistic", "l2": -1 }\n}\n';
  it('is the value of its key', () => {
    assert.deepEqual(rangeOfKey(text, 'model.l2'), { line: 2, column: 39, endLine: 2, endColumn: 41 });
  });
  it('is the nearest parent of a key that is missing', () => {
    assert.deepEqual(rangeOfKey(text, 'model.gamma')?.column, 11);
    assert.equal(rangeOfKey(text, 'nothing'), undefined);
  });
  it('is its line otherwise', () => {
    const range = configErrorRange({ file: 'f', line: 2, column: 4 }, text);
    assert.deepEqual([range.line, range.column], [1, 3]);
  });
});

describe('names of datasets', () => {
  it('are the name, the stem or the folder', () => {
    assert.deepEqual(
      nameDatasets([
        { config: '/w/mails/influence.json' },
        { config: '/w/mails/small.influence.json' },
        { config: '/w/churn/influence.json', name: 'Churn 2024' },
      ]),
      ['mails', 'small', 'Churn 2024'],
    );
  });
  it('tell alike ones apart by their place', () => {
    assert.deepEqual(
      nameDatasets([
        { config: '/w/a/data/influence.json', root: '/w' },
        { config: '/w/b/data/influence.json', root: '/w' },
        { config: '/w/c/influence.json', root: '/w' },
      ]),
      ['data (w/a/data/influence.json)', 'data (w/b/data/influence.json)', 'c'],
    );
  });
});

describe('files that can be data', () => {
  it('are told by their extension', () => {
    assert.ok(isDataFile('/a/b.CSV'));
    assert.ok(isDataFile('/a/b.jsonl'));
    assert.ok(!isDataFile('/a/b.json'));
  });
  it('are told to be test data by a word of their name', () => {
    for (const name of ['test.csv', 'spam_test.tsv', 'test-2.csv', 'my.validation.csv', 'dev.jsonl'])
      assert.ok(looksLikeTest(name), name);
    for (const name of ['train.csv', 'contest.csv', 'latest.csv', 'attestation.csv'])
      assert.ok(!looksLikeTest(name), name);
  });
  it('come in the order of how likely they are training data', () => {
    assert.deepEqual(
      trainCandidates([
        '/w/test.csv',
        '/w/deep/er/data.csv',
        '/w/data.csv',
        '/w/x/train.csv',
        '/w/influence-flags.jsonl',
        '/w/a.txt',
      ]),
      ['/w/x/train.csv', '/w/data.csv', '/w/deep/er/data.csv', '/w/test.csv'],
    );
  });
  it('beside a training file are its test files, of the same name and kind first', () => {
    const siblings = ['a-train.csv', 'a-test.tsv', 'a-test.csv', 'b-test.csv', 'readme.md'].map(
      (name) => `/w/${name}`,
    );
    assert.deepEqual(testCandidates('/w/a-train.csv', [...siblings, '/w/sub/a-test.csv']), [
      '/w/a-test.csv',
      '/w/a-test.tsv',
      '/w/b-test.csv',
    ]);
  });
});

describe('where a new influence.json goes', () => {
  it('is beside the data, named after it when there is one already', () => {
    assert.equal(
      newConfigPath('/w/mails.csv', () => false),
      '/w/influence.json',
    );
    assert.equal(
      newConfigPath('/w/mails.csv', () => true),
      '/w/mails.influence.json',
    );
    assert.equal(pathInConfig('/w/influence.json', '/w/data/a.csv'), 'data/a.csv');
    assert.equal(pathInConfig('/w/x/influence.json', '/w/a.csv'), '../a.csv');
  });
});
