import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TargetsResult } from '../../../extension/contract/protocol';
import {
  describeTarget,
  searchTargets,
  titleOf,
  typedRow,
  worstFirst,
} from '../../../extension/host/commands/targetList';
import { createProgressMeter, progressMessage } from '../../../extension/host/progressText';
import { draftConfig, fractionProblem, nameProblem } from '../../../extension/host/setup/draft';
import {
  describeFile,
  labelOptions,
  type ModelOption,
  modelOptions,
} from '../../../extension/host/setup/describe';
import { describeStatus } from '../../../extension/host/views/statusText';
import { flagMessage } from '../../../extension/host/flags/messages';

const targets: TargetsResult = {
  set: 'test',
  file: '/d/test.csv',
  fingerprint: 'f',
  classes: ['ham', 'spam'],
  row: Int32Array.of(0, 1, 2, 5),
  line: Int32Array.of(2, 3, 4, 9),
  label: Int32Array.of(0, 1, -1, 1),
  predicted: Int32Array.of(0, 0, 1, 1),
  probability: Float64Array.of(0.9, 0.98, 0.6, 0.7),
  loss: Float64Array.of(0.1, 3.9, NaN, 0.35),
  preview: ['hello you', 'buy now', 'maybe', 'win  a\nprize'],
};

describe('the rows that can be explained', () => {
  it('come worst predicted first, those without a label last', () => {
    assert.deepEqual([...worstFirst(targets)], [1, 3, 0, 2]);
  });
  it('are described by label, prediction, probability and loss', () => {
    const { label, description, detail } = describeTarget(targets, 1);
    assert.match(label, /Row 1: spam, predicted ham/);
    assert.match(description, /98 % sure.*loss 3\.9.*line 3/);
    assert.equal(detail, 'buy now');
    assert.equal(describeTarget(targets, 3).detail, 'win a prize');
    assert.equal(titleOf(targets, 2), 'Row 2: predicted spam');
  });
  it('are all searched, though a part is shown', () => {
    const order = worstFirst(targets);
    assert.deepEqual(searchTargets(targets, order, 'SPAM prize', 10), { indices: [3], total: 1 });
    assert.deepEqual(searchTargets(targets, order, '', 2), { indices: [1, 3], total: 4 });
    assert.deepEqual(searchTargets(targets, order, 'nothing', 2), { indices: [], total: 0 });
  });
  it('are found by a typed number', () => {
    assert.deepEqual(['17', '#17', ' row 17 ', 'Row17', 'a17', '17 b', ''].map(typedRow), [
      17,
      17,
      17,
      17,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('progress', () => {
  it('only grows and never passes its end, whatever stages come', () => {
    const step = fc.record({
      stage: fc.constantFrom('Reading', 'Fitting', 'Solving'),
      fraction: fc.option(fc.double({ min: -1, max: 2, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const meter = createProgressMeter();
        let total = 0;
        for (const progress of steps) {
          const { increment } = meter(progress);
          assert.ok(increment >= 0);
          total += increment;
        }
        assert.ok(total <= 100 + 1e-9);
      }),
    );
  });
  it('tells the share of the stage and the time that is left', () => {
    assert.equal(
      progressMessage({ stage: 'Fitting', fraction: 0.437, etaMs: 12_300 }),
      'Fitting: 43 %, about 12 s left',
    );
    assert.equal(progressMessage({ stage: 'Reading' }), 'Reading');
  });
});

describe('a new influence.json', () => {
  it('names its files relative to itself', () => {
    const text = draftConfig('/w/influence.json', {
      train: '/w/d/train.csv',
      label: 'y',
      test: 0.2,
      model: { type: 'logistic', l2: 'auto' },
    });
    assert.deepEqual(JSON.parse(text), {
      train: 'd/train.csv',
      test: 0.2,
      label: 'y',
      model: { type: 'logistic', l2: 'auto' },
      seed: 0,
    });
  });
  it('names a trained model relative to the file', () => {
    const model = { type: 'keras', path: '/w/nets/model.json', head: 'new' } as const;
    const text = draftConfig('/w/d/influence.json', { train: '/w/d/train', test: 0.2, model });
    assert.deepEqual(JSON.parse(text).model, { type: 'keras', path: '../nets/model.json', head: 'new' });
  });
  it('takes sensible fractions and names only', () => {
    assert.equal(fractionProblem('0.2'), undefined);
    assert.equal(fractionProblem('0,2'), undefined);
    for (const wrong of ['', 'x', '0', '1', '-1', '20']) assert.ok(fractionProblem(wrong), wrong);
    assert.equal(nameProblem('a.influence.json'), undefined);
    for (const wrong of ['', 'a.json', 'x/influence.json']) assert.ok(nameProblem(wrong), wrong);
  });
});

describe('what a data file holds', () => {
  const inspection = {
    file: '/w/a.csv',
    rows: 1500,
    columns: [
      { name: 'id', kind: 'identifier' as const, distinct: 1500, missing: 0, examples: ['1', '2'] },
      { name: 'age', kind: 'numeric' as const, distinct: 80, missing: 3, examples: ['30', '41'] },
      { name: 'label', kind: 'categorical' as const, distinct: 2, missing: 0, examples: ['ham', 'spam'] },
    ],
    labelCandidates: ['label', 'age'],
    notices: [],
  };
  it('is told in one line', () => {
    assert.equal(describeFile(inspection), '1,500 rows × 3 columns: 1 identifier, 1 numeric, 1 categorical');
  });
  it('lists the likely labels first', () => {
    const options = labelOptions(inspection);
    assert.deepEqual(
      options.map(({ name, likely }) => [name, likely]),
      [
        ['label', true],
        ['age', true],
        ['id', false],
      ],
    );
    assert.match(options[1]!.description, /80 values in 1,500 rows, numeric, 3 missing/);
  });
  it('lets cross-validation find the penalty first where a column is text', () => {
    const first = (columns: typeof inspection.columns, label: string) =>
      modelOptions({ ...inspection, columns }, label)[0]!;
    const text = { name: 'body', kind: 'text' as const, distinct: 1500, missing: 0, examples: ['a b c'] };
    const columns = [...inspection.columns, text] as typeof inspection.columns;
    const l2Of = ({ model }: ModelOption) => model.type === 'logistic' && model.l2;
    assert.equal(l2Of(first(inspection.columns, 'label')), 0.01);
    assert.equal(l2Of(first(columns, 'label')), 'auto');
    assert.match(first(columns, 'label').detail!, /body is text/);
    assert.equal(l2Of(first(columns, 'body')), 0.01, 'the label itself is no feature');
  });
  it('are networks where the data fit: of columns, and of images, first when there are many', () => {
    const typesOf = (kind: 'numeric' | 'text' | 'image', rows: number) => {
      const content = { name: 'content', kind, distinct: rows, missing: 0, examples: [] };
      const columns = [content, ...inspection.columns.filter(({ name }) => name === 'label')];
      return modelOptions({ ...inspection, rows, columns }, 'label').map(({ model }) => model.type);
    };
    assert.deepEqual(typesOf('numeric', 500), ['logistic', 'logistic', 'mlp']);
    assert.deepEqual(typesOf('text', 500), ['logistic', 'logistic']);
    assert.deepEqual(typesOf('image', 60), ['logistic', 'cnn']);
    assert.deepEqual(typesOf('image', 500), ['cnn', 'logistic']);
  });
});

describe('the status', () => {
  const dataset = { name: 'spam', model: 'logistic' };
  const status = (more: Partial<Parameters<typeof describeStatus>[0]>) =>
    describeStatus({ dataset, jobs: [], trusted: true, ...more });
  it('names the dataset and the model', () => {
    assert.equal(status({}).text, '$(graph-scatter) spam · logistic · not fitted');
  });
  it('shows work, failure, staleness and Restricted Mode', () => {
    assert.match(
      status({ jobs: [{ name: 'explain', progress: { stage: 'Fitting', fraction: 0.5 } }] }).text,
      /sync~spin.*50 %/,
    );
    const failed = status({ facts: { stale: false, error: { code: 'data', message: 'No rows.' } } });
    assert.match(failed.text, /\$\(error\).*failed/);
    assert.match(failed.tooltip, /No rows\./);
    assert.match(status({ facts: { stale: true } }).text, /stale/);
    assert.match(status({ trusted: false }).text, /restricted/);
  });
});

describe('a flag', () => {
  it('says what is suspected', () => {
    const flag = { file: 'a', row: 1, line: 2, hash: '0'.repeat(16), flag: 'mislabel' as const };
    assert.equal(flagMessage(flag), 'Suspected mislabel');
    assert.equal(
      flagMessage({ ...flag, label: 'ham', suggested: 'spam' }),
      'Suspected mislabel: "ham", the model suggests "spam"',
    );
  });
});
