/** The audit against training-set attacks: its edits keep their bounds, and the data edited so really gives what it says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Work } from '../../../extension/contract/progress';
import { type EditPath, roundEdit, stepEdit } from '../../../extension/core/attack/step';
import { audit } from '../../../extension/engine/answers/audit';
import { explain } from '../../../extension/engine/answers/explain';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { createWorkspace, type Workspace } from '../cli/workspace';
import { writePictures } from '../../data/pictures';
import { dense, fit, quietWork, randomProblem, row } from '../models/support';
import { createRandom } from '../../../extension/core/random';

const WORK: Work = { signal: new AbortController().signal, progress: () => undefined };

describe('a step of the attack', () => {
  it('stays within its bounds, on the grid and among the values that occur', () => {
    const cell = fc.record({
      limit: fc.constantFrom(0, 0.5, 2, 3),
      whole: fc.boolean(),
      value: fc.integer({ min: 0, max: 4 }),
      edit: fc.double({ min: -2, max: 2, noNaN: true }),
      gradient: fc.double({ min: -1, max: 1, noNaN: true }),
      threshold: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const of = (pick: (each: (typeof cells)[number]) => number) => Float64Array.from(cells, pick);
        const space = {
          limit: of(({ limit, whole }) => (whole ? Math.floor(limit) : limit)),
          unit: of(({ whole }) => (whole ? 1 : 0)),
          scale: of(() => 2),
          center: of(() => 1),
          least: of(() => 0),
          most: of(() => 4),
        };
        const original = of(({ value }) => (value - 1) / 2);
        const velocity = new Float64Array(cells.length);
        const start = { edit: of(({ edit }) => edit), velocity };
        const gradient = of((each) => each.gradient);
        const stride = { size: 0.5, units: Infinity, momentum: 0.9 };
        const path = stepEdit(space, original, start, gradient, stride);
        const edit = roundEdit(
          space,
          original,
          path.edit,
          of(({ threshold }) => threshold),
        );
        edit.forEach((now, j) => {
          const { value, whole, gradient: slope } = cells[j]!;
          assert.ok(Math.abs(now) <= space.limit[j]!);
          assert.ok(value + now >= 0 && value + now <= 4);
          if (whole) assert.equal(now, Math.round(now));
          // Rounding moves a number by less than a unit.
          assert.ok(Math.abs(now - path.edit[j]!) < (whole ? 1 : 1e-12));
          const reached = slope > 0 ? Math.min(space.limit[j]!, 4 - value) : 0;
          if (slope > 0 && cells[j]!.edit >= 2) assert.equal(now, whole ? Math.trunc(reached) : reached);
        });
      }),
    );
  });

  it('keeps going where single gradients turn round, and takes no more units at once than it may', () => {
    const all = (value: number) => Float64Array.of(value);
    const space = {
      limit: all(8),
      unit: all(1),
      scale: all(1),
      center: all(0),
      least: all(0),
      most: all(99),
    };
    const walk = (momentum: number): number[] => {
      let path: EditPath = { edit: all(0), velocity: all(0) };
      return [1, 1, -1].map((gradient) => {
        path = stepEdit(space, all(50), path, all(gradient), { size: 0.5, units: 0.5, momentum });
        return path.edit[0]!;
      });
    };
    assert.deepEqual(walk(0.9), [0.5, 1, 1.5]);
    assert.deepEqual(walk(0), [0.5, 1, 0.5]);
  });

  it('rounds an edit by a share of the unit to the unit in that share of the numbers', () => {
    const many = (value: number) => new Float64Array(20_000).fill(value);
    const space = {
      limit: many(1),
      unit: many(1),
      scale: many(1),
      center: many(0),
      least: many(0),
      most: many(9),
    };
    const thresholds = many(0).map(createRandom(1));
    for (const share of [0.1, -0.3]) {
      const sum = roundEdit(space, many(5), many(share), thresholds).reduce((total, one) => total + one, 0);
      assert.ok(Math.abs(sum / 20_000 - share) < 0.01, `${sum / 20_000}, not ${share}`);
    }
  });
});

describe('the strength of an edit', () => {
  it('is the sum of what the cells can do', async () => {
    const problem = randomProblem(30, 4, 3, 2);
    const model = await fit(problem, 0.05);
    const options = { solver: 'exact', damping: 0 } as const;
    const target = row(problem.features, 1);
    const bounds = Float64Array.of(0.5, 0, 2, 1);
    const strength = await model.insight!.editStrength!(target, 2, bounds, options, quietWork());
    for (const i of [0, 7, 29]) {
      const { training } = await model.insight!.perturbation!(target, 2, i, options, quietWork());
      const sum = training.reduce((total, value, j) => total + bounds[j]! * Math.abs(value), 0);
      assert.ok(Math.abs(strength[i]! / sum - 1) < 1e-10);
    }
    model.dispose();
  });
});

describe('the audit', () => {
  let workspace: Workspace;
  const engine = createEngine({ cache: noCache, log: () => undefined });
  beforeEach(() => {
    workspace = createWorkspace();
  });
  afterEach(() => workspace.remove());

  /** A few rows that overlap, so that one of them bears much. */
  const table = (rows: number, seed: number): string[] => {
    const random = createRandom(seed);
    return Array.from({ length: rows }, (_, i) => {
      const side = i % 2 === 0 ? 0.3 : -0.3;
      const cells = [side + random() - 0.5, random(), random()].map((value) => value.toFixed(3));
      return [...cells, Math.round(20 * random()), i % 2 === 0 ? 'up' : 'down'].join(',');
    });
  };
  const header = 'a,b,c,count,side';
  const write = (folder: string, train: string[]): void => {
    workspace.write(`${folder}train.csv`, `${[header, ...train].join('\n')}\n`);
    workspace.write(`${folder}test.csv`, `${[header, ...table(30, 9)].join('\n')}\n`);
    workspace.write(
      `${folder}influence.json`,
      JSON.stringify({
        train: `${folder}train.csv`,
        test: `${folder}test.csv`,
        label: 'side',
        features: { standardize: false },
        model: { type: 'logistic', l2: 0.01 },
      }),
    );
  };

  it('tells what the data edited so really gives, and leaves the data alone', async () => {
    const train = table(14, 3);
    write('', train);
    const before = readFileSync(`${workspace.folder}/train.csv`, 'utf8');
    const dataset = { config: workspace.config };
    const { document: found } = await audit(engine, { dataset, targets: 12, levels: 0, share: 1 }, WORK);
    assert.equal(readFileSync(`${workspace.folder}/train.csv`, 'utf8'), before);
    assert.equal(found.tried, 12);
    assert.equal(found.flipped, found.rows.filter(({ flipped }) => flipped).length);
    assert.ok(found.flipped >= 1, 'a row on the border flips');
    for (const each of found.rows.slice(0, 3)) {
      assert.ok(each.after < each.before && each.edited === each.cells.length && each.edited > 0);
      const cells = train[each.training.row]!.split(',');
      for (const { column, from, to } of each.cells) {
        const at = header.split(',').indexOf(column);
        assert.ok(Math.abs(Number(cells[at]) - from) < 1e-9);
        if (column === 'count') assert.ok(Number.isInteger(Math.round(to * 1e9) / 1e9));
        cells[at] = String(to);
      }
      write('edited-', train.with(each.training.row, cells.join(',')));
      const { target } = await explain(
        engine,
        {
          dataset: { config: `${workspace.folder}/edited-influence.json` },
          target: { set: 'test', row: each.row },
          choice: { by: 'label' },
        },
        WORK,
      );
      assert.equal(target.predicted, each.predicted);
      assert.equal(target.predicted !== each.label, each.flipped);
      assert.ok(Math.abs(target.probabilities[each.label]! - each.after) < 1e-8);
    }
  });

  it('finds an edit that no other of the edits that are allowed does better than', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => {
      const random = createRandom(40 + i);
      const up = i % 2 === 0;
      return [Math.round(4 * random() + (up ? 2 : 0)), Math.round(6 * random()), up ? 'up' : 'down'];
    });
    const text = (lines: typeof rows) =>
      `${['a,b,side', ...lines.map((line) => line.join(','))].join('\n')}\n`;
    const config = {
      label: 'side',
      features: { standardize: false, columns: { a: 'numeric', b: 'numeric' } },
      model: { type: 'logistic', l2: 0.02 },
      audit: { columns: { a: 1, b: 2 } },
    };
    workspace.write('small.csv', text(rows));
    workspace.write('influence.json', JSON.stringify({ ...config, train: 'small.csv', test: 'small.csv' }));
    const { document } = await audit(
      engine,
      { dataset: { config: workspace.config }, targets: 4, levels: 0 },
      WORK,
    );
    const numbers = rows.map(([a, b]) => [Number(a), Number(b)] as const);
    const [[leastA, leastB], [mostA, mostB]] = [Math.min, Math.max].map((of) =>
      [0, 1].map((j) => of(...numbers.map((each) => each[j]!))),
    ) as [[number, number], [number, number]];
    const labels = Int32Array.from(rows, ([, , side]) => Number(side === 'up'));
    for (const each of document.rows) {
      const reached: number[] = [];
      for (const [at, [a, b]] of numbers.entries())
        for (let x = Math.max(leastA, a - 1); x <= Math.min(mostA, a + 1); x++)
          for (let y = Math.max(leastB, b - 2); y <= Math.min(mostB, b + 2); y++) {
            const features = dense(12, 2, numbers.with(at, [x, y]).flat());
            const model = await fit({ features, labels, classes: 2 }, 0.02);
            const target = dense(1, 2, numbers[each.row]!);
            reached.push(model.probabilities(target)[labels[each.row]!]!);
            model.dispose();
          }
      // Where nothing flips, it is the best one; a flip is all that is asked for.
      const best = Math.min(...reached);
      if (each.flipped) assert.ok(best < 0.5);
      else assert.ok(Math.abs(each.after - best) < 1e-6, `${each.after}, not ${best}`);
    }
  });

  it('edits pixels by whole levels', async () => {
    writePictures(workspace.folder, { train: 8, test: 4 }, 1);
    workspace.write('influence.json', JSON.stringify({ train: 'train', test: 'test' }));
    const dataset = { config: workspace.config };
    const {
      document: { rows },
      pictures,
    } = await audit(engine, { dataset, targets: 2, levels: 6, share: 0 }, WORK);
    assert.ok(rows.length > 0);
    for (const { cells, before, after } of rows) {
      assert.ok(after < before);
      for (const { from, to, index } of cells) {
        const levels = 255 * (to - from);
        assert.ok(Math.abs(levels - Math.round(levels)) < 1e-5 && Math.abs(levels) <= 6 + 1e-5);
        assert.ok(to >= 0 && to <= 1 && index!.length === 3);
      }
    }
    rows.forEach(({ edited, cells }, i) => {
      const { width, channels, original, edit } = pictures[i]!;
      assert.equal(edit.filter((level) => level !== 0).length, edited);
      for (const { index, from, to } of cells) {
        const [y, x, c] = index as [number, number, number];
        const at = (y * width + x) * channels + c;
        assert.equal(original[at], Math.round(255 * from));
        assert.equal(original[at]! + edit[at]!, Math.round(255 * to));
      }
    });
  });

  it('keeps the bounds of single columns, of the config and of the one who asks', async () => {
    write('', table(14, 3));
    const config = JSON.parse(readFileSync(workspace.config, 'utf8')) as object;
    const columns = { a: 0.07, b: 0, count: 1.8 };
    workspace.write(
      'influence.json',
      JSON.stringify({ ...config, audit: { targets: 5, share: 0.4, columns } }),
    );
    const dataset = { config: workspace.config };
    const largest = async (asked: Record<string, number | string>): Promise<Record<string, number>> => {
      const { document } = await audit(engine, { dataset, columns: asked }, WORK);
      assert.equal(document.tried, 5);
      assert.deepEqual(document.bounds, { levels: 4, share: 0.4, columns: { ...columns, ...asked } });
      const most: Record<string, number> = {};
      for (const { column, from, to } of document.rows.flatMap(({ cells }) => cells))
        most[column] = Math.max(most[column] ?? 0, Math.abs(to - from));
      return most;
    };
    const own = await largest({});
    assert.ok(Math.abs(own['a']! - 0.07) < 1e-9 && own['b'] === undefined, JSON.stringify(own));
    assert.ok(Math.abs(own['count']! - 1) < 1e-9, 'whole numbers stay whole');
    const asked = await largest({ a: '0.25 sd', count: 0 });
    const values = table(14, 3).map((line) => Number(line.split(',')[0]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    assert.ok(Math.abs(asked['a']! - 0.25 * deviation) < 1e-9 && asked['count'] === undefined);
    await assert.rejects(audit(engine, { dataset, columns: { cuont: 1 } }, WORK), { hint: /"count"/ });
  });

  it('says when nothing can be edited, and stops when it is told to', async () => {
    write('', table(14, 3));
    const dataset = { config: workspace.config };
    await assert.rejects(audit(engine, { dataset, targets: 2, levels: 4, share: 0 }, WORK), {
      code: 'model',
      hint: /--share/,
    });
    const stop = new AbortController();
    const work: Work = {
      signal: stop.signal,
      progress: ({ stage }) => stage.startsWith('Attack') && stop.abort(),
    };
    await assert.rejects(audit(engine, { dataset, targets: 9, levels: 4, share: 0.5 }, work), {
      code: 'cancelled',
    });
  });
});
