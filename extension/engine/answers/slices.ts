import type { SliceRow, SlicesDocument } from '../../contract/groups';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import { chanceOf, deviation } from '../../core/groups/chance';
import { slicesOf, type Slice } from '../../core/groups/slices';
import { createRandom } from '../../core/random';
import type { TableColumn } from '../../core/tables/types';
import type { Dataset } from '../dataset/types';
import type { Engine } from '../session/engine';
import { fittedModel, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import { type Choice, describeTarget, findRecord, type FoundRecord } from '../session/target';
import { throwIfAborted } from '../work/queue';

export type SlicesParams = Omit<Params<'slices'>, 'choice'> & { choice: Choice };

const DRAWS = 999;
/** Slices that are compared with draws and forecast as groups. */
const MEASURED = 10;

interface Measured {
  slice: Omit<SliceRow, 'rank'>;
  /** Positions among the training rows. */
  members: Int32Array;
}

/** Which slice of the training data a prediction hangs on: every category and range of numbers, against what chance would give. */
export function slices(
  engine: Engine,
  params: SlicesParams,
  work: Work,
  onlyRecord = false,
): Promise<SlicesDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const record = await findRecord(request, dataset, params.target, onlyRecord);
    const fitted = await fittedModel(request, dataset);
    const target = await describeTarget(dataset, fitted, record, params.choice, work);
    const options = solverOptions(request, dataset);
    const { removalDelta, checks } = await timed(request.timings, 'solveMs', () =>
      fitted.model.explain(target.features, target.explained, options, work),
    );
    const found = everySlice(dataset, record, removalDelta).sort(
      (a, b) => Math.abs(b.slice.deviation) - Math.abs(a.slice.deviation),
    );
    const random = createRandom(dataset.seed);
    const explained = Int32Array.of(target.explained);
    await timed(request.timings, 'scoreMs', async () => {
      for (const [i, { slice, members }] of found.slice(0, MEASURED).entries()) {
        work.progress({ stage: 'Comparing slices with chance', fraction: i / MEASURED });
        throwIfAborted(work.signal);
        slice.chance = chanceOf(removalDelta, slice.rows, slice.effect, DRAWS, random);
        if (keepsEveryClass(dataset, members)) {
          const change = { rows: members };
          const group = await fitted.model.insight?.forecastChange(
            change,
            target.features,
            explained,
            options,
            work,
          );
          slice.forecast = group?.forecast[0];
        }
      }
    });
    return {
      kind: 'slices',
      ...documentHead(request, dataset, fitted, checks),
      target: target.shown,
      rows: found.slice(0, params.top).map(({ slice }, i) => ({ rank: i + 1, ...slice })),
    };
  });
}

function everySlice(dataset: Dataset, record: FoundRecord, effects: Float64Array): Measured[] {
  const { train, test, loaded } = dataset;
  return train.file.table.columns.flatMap((column) => {
    // That the rows of a class speak for it says nothing of the data.
    if (column.name === loaded.config.label) return [];
    const same = (columns: readonly TableColumn[]): TableColumn | undefined =>
      columns.find(({ name }) => name === column.name);
    return slicesOf(column, train.rows).flatMap((slice) => {
      const members = membersOf(slice, column, train.rows);
      if (members.length === 0 || members.length === effects.length) return [];
      const effect = members.reduce((sum, at) => sum + effects[at], 0);
      const testColumn = same(test.file.table.columns);
      const ownColumn = same(record.file.table.columns);
      return [
        {
          members,
          slice: {
            column: column.name,
            value: slice.value,
            where: slice.where,
            rows: members.length,
            share: members.length / effects.length,
            testShare: testColumn
              ? membersOf(slice, testColumn, test.rows).length / Math.max(1, test.rows.length)
              : 0,
            own: ownColumn !== undefined && slice.holds(ownColumn, record.row),
            effect,
            deviation: deviation(effects, members.length, effect),
          },
        },
      ];
    });
  });
}

/** Positions among `rows`. */
function membersOf(slice: Slice, column: TableColumn, rows: Int32Array): Int32Array {
  return Int32Array.from(rows.keys()).filter((at) => slice.holds(column, rows[at]));
}

function keepsEveryClass({ train, classes }: Dataset, members: Int32Array): boolean {
  const left = new Int32Array(classes.length);
  for (const label of train.labels) left[label]++;
  for (const at of members) left[train.labels[at]]--;
  return left.every((count) => count > 0);
}
