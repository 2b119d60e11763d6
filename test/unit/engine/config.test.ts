import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { format } from 'prettier';
import { LensError } from '../../../extension/contract/errors';
import { positionOf } from '../../../extension/engine/config/document';
import { configJsonSchema } from '../../../extension/engine/config/jsonSchema';
import { loadConfig } from '../../../extension/engine/config/load';
import { nearest } from '../../../extension/core/nearest';
import { parseConfig } from '../../../extension/engine/config/validate';

function failure(text: string): LensError {
  try {
    parseConfig('influence.json', text);
  } catch (error) {
    assert.ok(error instanceof LensError, String(error));
    return error;
  }
  assert.fail('no error');
}

describe('influence.json', () => {
  it('fills in every default and takes comments and trailing commas', () => {
    const { config } = parseConfig(
      'influence.json',
      '\uFEFF// my data\n{ "train": "a.csv", /* one fifth */ "test": 0.2, "label": "y", }\n',
    );
    assert.deepEqual(config, {
      train: 'a.csv',
      test: 0.2,
      label: 'y',
      features: {
        exclude: [],
        columns: {},
        text: { weighting: 'tfidf', minDocumentFrequency: 2, maxTerms: 20000, ngrams: 1, lowercase: true },
        arrays: {},
        image: {},
      },
      model: { type: 'logistic', l2: 0.01 },
      influence: { solver: 'auto', curvature: 'auto', leverage: 'auto', damping: 0 },
      audit: { targets: 20, levels: 4, share: 0.1, columns: {} },
      seed: 0,
    });
  });

  const cases: {
    name: string;
    text: string;
    place: [number, number];
    key?: string;
    says: RegExp;
    hint: RegExp;
  }[] = [
    {
      name: 'a bound that is none, with one that is',
      text: '{\n  "train": "a.csv", "test": 0.2,\n  "audit": { "columns": { "age": "much" } }\n}',
      place: [3, 34],
      key: 'audit.columns.age',
      says: /is "much"/,
      hint: /a number of at least 0, or a text such as "0\.5 sd"/,
    },
    {
      name: 'an unknown key, with the nearest one',
      text: '{\n  "train": "a.csv",\n  "tets": 0.2,\n  "label": "y"\n}',
      place: [3, 3],
      key: 'tets',
      says: /Unknown key "tets"/,
      hint: /Did you mean "test"\?/,
    },
    {
      name: 'an unknown key of a section, with its keys',
      text: '{"train":"a","test":0.2,"label":"y",\n "influence": {"qqqqqq": 1}}',
      place: [2, 16],
      key: 'influence.qqqqqq',
      says: /Unknown key "qqqqqq" in "influence"/,
      hint: /"solver", "curvature", "leverage", "damping"/,
    },
    {
      name: 'a key of the model that its type does not have',
      text: '{"train":"a","test":0.2,"label":"y",\n "model": {"type": "logistic", "temperature": 1}}',
      place: [2, 32],
      key: 'model.temperature',
      says: /Unknown key "temperature" in "model"/,
      hint: /"type", "l2"/,
    },
    {
      name: 'a missing key, with what it means',
      text: '{\n "train": "a.csv", "test": 0.2 }',
      place: [1, 1],
      key: 'label',
      says: /"label" is missing/,
      hint: /Add "label": the column that holds the label\./,
    },
    {
      name: 'a number out of range',
      text: '{"train":"a","label":"y",\n  "test": 1.5}',
      place: [2, 11],
      key: 'test',
      says: /"test" is 1\.5/,
      hint: /a text in double quotes, not empty, or a number above 0 and below 1/,
    },
    {
      name: 'a wrong type deep inside',
      text: '{"train":"a","test":0.2,"label":"y",\n"features":{"exclude":["a",\n 3]}}',
      place: [3, 2],
      key: 'features.exclude.1',
      says: /"features\.exclude\.1" is 3/,
      hint: /a text in double quotes/,
    },
    {
      name: 'a word outside of a list of choices',
      text: '{"train":"a","test":0.2,"label":"y","features":{"columns":{"zip":"categorcal"}}}',
      place: [1, 66],
      key: 'features.columns.zip',
      says: /"categorcal"/,
      hint: /"numeric", "categorical".*Did you mean "categorical"\?/,
    },
    {
      name: 'a model that there is not',
      text: '{"train":"a","test":0.2,"label":"y","model":{"type":"forest"}}',
      place: [1, 53],
      key: 'model.type',
      says: /"model\.type" is "forest"/,
      hint: /"logistic"/,
    },
    {
      name: 'a penalty that is not above 0',
      text: '{"train":"a","test":0.2,"label":"y","model":{"type":"logistic","l2":0}}',
      place: [1, 69],
      key: 'model.l2',
      says: /"model\.l2" is 0/,
      hint: /a number above 0, or "auto"/,
    },
    {
      name: 'a seed that is no whole number',
      text: '{"train":"a","test":0.2,"label":"y","seed":1.5}',
      place: [1, 44],
      key: 'seed',
      says: /"seed" is 1\.5/,
      hint: /a whole number of at least 0/,
    },
    {
      name: 'a key that is set twice',
      text: '{"train":"a","test":0.2,\r\n"train":"b","label":"y"}',
      place: [2, 1],
      key: 'train',
      says: /"train" is set twice/,
      hint: /Keep one/,
    },
    {
      name: 'a missing comma',
      text: '{"train":"a"\n "test":0.2}',
      place: [2, 2],
      says: /a comma is missing/,
      hint: /Comments/,
    },
    { name: 'an empty file', text: ' \n', place: [1, 1], says: /empty/, hint: /"train", "test" and "label"/ },
    { name: 'a list', text: '\n[]', place: [2, 1], says: /one JSON object/, hint: /"train"/ },
  ];
  for (const { name, text, place, key, says, hint } of cases) {
    it(`refuses ${name}`, () => {
      const error = failure(text);
      assert.equal(error.code, 'config');
      assert.match(error.message, says);
      assert.match(error.hint ?? '', hint);
      assert.deepEqual([error.location?.line, error.location?.column], place);
      assert.equal(error.location?.key, key);
      assert.equal(error.location?.file, 'influence.json');
    });
  }

  it('never fails with anything but a config error, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        try {
          parseConfig('influence.json', text);
        } catch (error) {
          assert.ok(error instanceof LensError && error.code === 'config', String(error));
          assert.ok(error.location?.line !== undefined);
        }
      }),
    );
  });

  it('counts lines and columns as splitting the text does', () => {
    const text = fc
      .array(fc.constantFrom('a', '{', '\n', '\r\n', 'é'), { maxLength: 30 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (content, at) => {
        const offset = content === '' ? 0 : at % content.length;
        // A position between \r and \n stands at the end of its line.
        fc.pre(!(content[offset] === '\n' && content[offset - 1] === '\r'));
        const lines = content.slice(0, offset).split(/\r\n|\n/);
        assert.deepEqual(positionOf(content, offset), {
          line: lines.length,
          column: lines.at(-1)!.length + 1,
        });
      }),
    );
  });

  it('names the file that was meant when a data file or the config is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lens-config-'));
    try {
      const config = join(folder, 'influence.json');
      writeFileSync(join(folder, 'train.csv'), 'x,y\n1,a\n');
      writeFileSync(config, '{"train": "train.csv",\n "test": "trian.csv", "label": "y"}');
      await assert.rejects(loadConfig(config), (error: LensError) => {
        assert.match(error.message, /"test" names a file that does not exist/);
        assert.match(error.hint ?? '', /train\.csv"\?$/);
        assert.deepEqual(
          [error.location?.file, error.location?.line, error.location?.key],
          [config, 2, 'test'],
        );
        return true;
      });
      await assert.rejects(loadConfig(join(folder, 'infuence.json')), (error: LensError) => {
        assert.equal(error.code, 'config');
        assert.match(error.hint ?? '', /influence\.json"\?$/);
        return true;
      });
      writeFileSync(config, '{"train": "train.csv", "test": ".", "label": "y"}');
      await assert.rejects(loadConfig(config), /names a folder/);
      writeFileSync(config, '{"train": "train.csv", "test": 0.5, "label": "y"}');
      const loaded = await loadConfig(config);
      assert.equal(loaded.trainFile, join(folder, 'train.csv'));
      assert.equal(loaded.testFile, undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has an up to date JSON schema for the editor', async () => {
    const shipped = readFileSync('media/influence.schema.json', 'utf8');
    const current = await format(JSON.stringify(configJsonSchema()), { parser: 'json', printWidth: 110 });
    assert.equal(shipped, current, 'run: npm run schema');
  });
});

describe('nearest', () => {
  it('finds a word with a slip and nothing for a far one', () => {
    assert.equal(nearest('lable', ['label', 'train']), 'label');
    assert.equal(nearest('LABEL', ['label']), 'label');
    assert.equal(nearest('x', ['label', 'train']), undefined);
    assert.equal(nearest('x', ['y']), undefined);
  });
});
