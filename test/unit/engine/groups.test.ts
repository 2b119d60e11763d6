/** Groups and slices through the engine: the paper's children (Sec. 5.3), and forecasts against retraining. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { groupOf } from '../../../extension/cli/options/group';
import type { Work } from '../../../extension/contract/progress';
import { chanceOf, deviation } from '../../../extension/core/groups/chance';
import { slicesOf } from '../../../extension/core/groups/slices';
import { createRandom, shuffle } from '../../../extension/core/random';
import { explain } from '../../../extension/engine/answers/explain';
import { predictions } from '../../../extension/engine/answers/predictions';
import { slices } from '../../../extension/engine/answers/slices';
import { whatIf } from '../../../extension/engine/answers/whatIf';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { CHILD, prepareHospital } from '../../data/hospital';
import { referenceFolder } from '../../reference/fixtures';
import { agreement } from '../models/support';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };
const engine = createEngine({ cache: noCache, log: () => undefined });
const label = { by: 'label' } as const;

describe('the hospital case', () => {
  let dataset: { config: string };
  let row: number;
  before(async () => {
    dataset = { config: join(await prepareHospital(), 'influence.json') };
    const wrong = await predictions(engine, dataset, { top: 2000, all: false }, WORK);
    const child = wrong.rows.find((each) => each.row % 40 === 0)!;
    assert.equal(child.predicted, 'yes');
    row = child.row;
  });

  it('names the children, by far', async () => {
    const target = { set: 'test', row } as const;
    const { training, influence, order } = await explain(engine, { dataset, target, choice: label }, WORK);
    const sizes = [...influence].map(Math.abs).sort((a, b) => b - a);
    const children = [9000, 9001, 9002, 9003];
    assert.deepEqual(
      [...order.subarray(0, 4)].map((at) => training.row[at]).sort((a, b) => a - b),
      children,
    );
    const least = Math.min(...children.map((at) => Math.abs(influence[at])));
    assert.ok(least >= 30 * sizes[4], `${least} against ${sizes[4]}`);
    const answer = await slices(engine, { dataset, target, choice: label, top: 5 }, WORK);
    const [first, second] = answer.rows;
    assert.deepEqual([first.column, first.value, first.rows, first.own], ['age', CHILD, 4, true]);
    assert.ok(Math.abs(first.deviation) > 5 * Math.abs(second.deviation));
    assert.ok(first.chance! <= 0.01);
    assert.ok(first.testShare > 50 * first.share, 'children are common in the test data alone');
  });

  it('forecasts the prediction without them', async () => {
    const answer = await whatIf(
      engine,
      {
        dataset,
        target: { set: 'test', row },
        choice: label,
        group: { where: [{ column: 'age', value: CHILD }] },
        action: { do: 'remove' },
        verify: true,
      },
      WORK,
    );
    assert.equal(answer.group.rows, 4);
    assert.ok(answer.loss.actual! < -0.3, 'the child is predicted better without them');
    assert.ok(Math.abs(answer.loss.forecast / answer.loss.actual! - 1) < 0.1);
    assert.ok(Math.abs(answer.probability.forecast - answer.probability.actual!) < 0.02);
    assert.ok(Math.abs(answer.testLoss!.forecast / answer.testLoss!.actual! - 1) < 0.1);
  });
});

describe('groups', () => {
  const dataset = { config: join(referenceFolder('breast-cancer'), 'influence.json') };
  const target = { set: 'test', row: 3 } as const;
  const ask = (
    group: Parameters<typeof whatIf>[1]['group'],
    action: Parameters<typeof whatIf>[1]['action'],
  ) => whatIf(engine, { dataset, target, choice: label, group, action, verify: true }, WORK);

  it('of 1 to 10 % of the rows are forecast as retraining finds them', async () => {
    const random = createRandom(5);
    const [predicted, actual, ofTest, reallyTest]: number[][] = [[], [], [], []];
    for (let g = 0; g < 12; g++) {
      const rows = [
        ...shuffle(
          Int32Array.from({ length: 455 }, (_, i) => i),
          random,
        ),
      ].slice(0, 5 + 3 * g);
      const { loss, testLoss } = await ask({ rows }, { do: 'remove' });
      predicted.push(loss.forecast);
      actual.push(loss.actual!);
      ofTest.push(testLoss!.forecast);
      reallyTest.push(testLoss!.actual!);
    }
    for (const [a, b] of [
      [predicted, actual],
      [ofTest, reallyTest],
    ]) {
      const { r, slope } = agreement(a, b);
      assert.ok(r >= 0.99 && slope >= 0.9 && slope <= 1.1, `R ${r}, slope ${slope}`);
    }
  });

  it('can be relabelled', async () => {
    const { loss } = await ask({ rows: [4, 9, 30] }, { do: 'relabel', label: 'malignant' });
    assert.ok(Math.abs(loss.forecast - loss.actual!) <= 0.1 * Math.abs(loss.actual!) + 1e-4);
    await assert.rejects(ask({ rows: [4] }, { do: 'relabel', label: 'X' }), {
      code: 'usage',
      hint: /"benign"/,
    });
  });

  it('that hold nothing, everything or no known column are refused', async () => {
    await assert.rejects(ask({ where: [{ column: 'nothing', value: '1' }] }, { do: 'remove' }), {
      code: 'usage',
    });
    await assert.rejects(ask({ rows: [100000] }, { do: 'remove' }), { code: 'data' });
    const rows = Array.from({ length: 455 }, (_, i) => i);
    await assert.rejects(ask({ rows }, { do: 'remove' }), { code: 'usage' });
  });

  it('are read from the command line', () => {
    assert.deepEqual(groupOf({ group: 'age=[0-10)' }), { where: [{ column: 'age', value: '[0-10)' }] });
    assert.deepEqual(groupOf({ group: 'x=-1.5..2e3&y=b' }), {
      where: [
        { column: 'x', from: -1.5, to: 2000 },
        { column: 'y', value: 'b' },
      ],
    });
    assert.deepEqual(groupOf({ group: 'x=..4' }), { where: [{ column: 'x', from: undefined, to: 4 }] });
    assert.throws(() => groupOf({ group: 'x' }), { code: 'usage' });
    assert.throws(() => groupOf({}), { code: 'usage' });
  });
});

/** Of every group of so many, by their bits. */
function sumsOf(values: Float64Array, rows: number): number[] {
  const groups = Array.from({ length: 2 ** values.length }, (_, bits) =>
    [...values.keys()].filter((i) => (bits >> i) & 1),
  );
  return groups
    .filter((group) => group.length === rows)
    .map((group) => group.reduce((sum, i) => sum + values[i], 0));
}

describe('slices', () => {
  it('cut numbers into ranges that hold every row once', () => {
    const random = createRandom(1);
    const values = Float64Array.from({ length: 400 }, () => Math.floor(30 * random()));
    const column = { name: 'x', kind: 'numeric', values } as const;
    const rows = Int32Array.from(values.keys());
    const cut = slicesOf(column, rows);
    for (const record of rows) assert.equal(cut.filter((each) => each.holds(column, record)).length, 1);
    assert.equal(cut.length, 5);
  });

  it('are measured against draws without replacement', () => {
    const effects = Float64Array.of(1, 2, 3, 10);
    // Sums of 2 of 4: mean 8, variance 2 · 2 · 12.5 / 3.
    assert.ok(Math.abs(deviation(effects, 2, 13) - 5 / Math.sqrt(50 / 3)) < 1e-12);
    assert.equal(deviation(Float64Array.of(2, 2), 1, 2), 0);
    // Pairs sum to 3, 4, 5, 11, 12 and 13, around 8: 3 is as far as 13. Three of them to 6, 13, 14 and 15, around 12.
    assert.ok(Math.abs(chanceOf(effects, 2, 13, 20000, createRandom(2)) - 1 / 3) < 0.014);
    assert.ok(Math.abs(chanceOf(effects, 3, 15, 20000, createRandom(2)) - 1 / 2) < 0.014);
  });

  it('are as far from chance as all groups of their size say, also where effects do not cancel', () => {
    const random = createRandom(5);
    // Skewed, and with an average far from 0: by the distance from 0 every group would be like every other.
    const effects = Float64Array.from({ length: 12 }, () => 3 + 4 * random() ** 4);
    for (const rows of [4, 9]) {
      const sums = sumsOf(effects, rows);
      const average = sums.reduce((all, sum) => all + sum, 0) / sums.length;
      const far = (sum: number) => Math.abs(sum - average);
      for (const at of [0, 57, 131, 200]) {
        const exact = sums.filter((sum) => far(sum) >= far(sums[at]) - 1e-9).length / sums.length;
        const found = chanceOf(effects, rows, sums[at], 20000, createRandom(at));
        assert.ok(Math.abs(found - exact) < 0.015, `${rows} rows, ${at}: ${found}, not ${exact}`);
      }
    }
  });

  it('are called rare no oftener than they are', () => {
    const random = createRandom(7);
    const effects = Float64Array.from({ length: 60 }, () => 1 + random() ** 3);
    const rare = Array.from({ length: 1000 }, (_, seed) => {
      const group = shuffle(Int32Array.from(effects.keys()), random).subarray(0, 15);
      const sum = group.reduce((all, i) => all + effects[i], 0);
      return chanceOf(effects, 15, sum, 99, createRandom(seed)) <= 0.1 ? 1 : 0;
    }).reduce<number>((count, hit) => count + hit, 0);
    // Four standard deviations of 1,000 draws at 0.1.
    assert.ok(Math.abs(rare - 100) < 38, String(rare));
  });
});
