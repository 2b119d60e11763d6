import assert from 'node:assert/strict';
import type { LensError } from '../../../extension/contract/errors';
import { parseOptions } from '../../../extension/cli/options/parse';
import { choiceOf, datasetOf, selectionOf, targetOf } from '../../../extension/cli/options/dataset';
import { explainCommand } from '../../../extension/cli/commands/explain';

const parse = (...args: string[]) => parseOptions(args, explainCommand.options);

describe('the options of the command line', () => {
  it('read text, numbers and switches, with = or without', () => {
    assert.deepEqual(parse('--config', 'a.json', '--test-row=17', '--json', '--top', '3'), {
      config: 'a.json',
      'test-row': 17,
      json: true,
      top: 3,
    });
  });

  const wrong: [args: string[], says: RegExp][] = [
    [['--tset-row', '3'], /Unknown option --tset-row\. Did you mean "--test-row"\?/],
    [['--score', 'alo'], /Unknown option --score/],
    [['-x'], /Unknown option -x/],
    [['17'], /no place for "17"/],
    [['--test-row'], /--test-row needs a value\. Write --test-row N\./],
    [['--test-row', 'seven'], /--test-row can't be "seven"\. It must be a whole number of at least 0\./],
    [['--test-row', '1e3'], /can't be "1e3"/],
    [['--test-row=-1'], /can't be "-1"/],
    [['--top', '0'], /at least 1/],
    [['--json=yes'], /--json takes no value/],
    [['--backend', 'wsm'], /--backend can't be "wsm"\. Did you mean "wasm"\?/],
    [['--top', '3', '--top', '4'], /--top is given twice/],
  ];
  for (const [args, says] of wrong) {
    it(`refuse ${args.join(' ')}`, () => {
      assert.throws(
        () => parse(...args),
        (error: LensError) => {
          assert.equal(error.code, 'usage');
          assert.match(`${error.message} ${error.hint}`, says);
          return true;
        },
      );
    });
  }

  it('name exactly one record', () => {
    assert.deepEqual(targetOf(parse('--test-row', '4')), {
      target: { set: 'test', row: 4 },
      onlyRecord: false,
    });
    assert.deepEqual(targetOf(parse('--train-row', '4')).target, { set: 'train', row: 4 });
    const input = targetOf(parse('--input', '/a/mail.csv'));
    assert.deepEqual(input, { target: { set: 'input', row: 0, file: '/a/mail.csv' }, onlyRecord: true });
    assert.deepEqual(targetOf(parse('--input', '/a/mail.csv', '--input-row', '2')), {
      target: { set: 'input', row: 2, file: '/a/mail.csv' },
      onlyRecord: false,
    });
    assert.throws(() => targetOf(parse()), /which prediction/);
    assert.throws(() => targetOf(parse('--test-row', '1', '--train-row', '2')), /exclude each other/);
    assert.throws(() => targetOf(parse('--test-row', '1', '--input-row', '2')), /goes with --input/);
  });

  it('choose what is explained, and how many rows', () => {
    assert.deepEqual(choiceOf(parse()), { by: 'auto' });
    assert.deepEqual(choiceOf(parse('--target', 'prediction')), { by: 'prediction' });
    assert.deepEqual(choiceOf(parse('--target', 'spam')), { by: 'class', name: 'spam' });
    assert.deepEqual(selectionOf(parse()), { top: 10, all: false });
    assert.deepEqual(selectionOf(parse('--all')), { top: 10, all: true });
    assert.throws(() => selectionOf(parse('--all', '--top', '3')), /exclude each other/);
    assert.throws(() => datasetOf(parse()), /--config is missing/);
  });
});
