import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { RecordPlace, RecordRef } from '../../contract/records';
import { pickDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { recordAt, rowOf } from '../editor/rowAt';
import { withProgress } from '../progress';
import type { Services } from '../services';
import { explain, type Explanation } from './explain';
import type { LineArgument } from './ids';
import { defaultChoice } from './pickTarget';
import { fileLine } from './rowArgument';
import { titleOf } from './targetList';

/** Explains the prediction of the row under the cursor, whether it is of a training file, a test file or any other. */
export async function explainRow(services: Services, argument?: LineArgument | vscode.Uri): Promise<void> {
  const { file, line } = fileLine(argument);
  await services.datasets.ready;
  const name = basename(file.fsPath);
  const dataset =
    services.datasets.using(file)[0] ?? (await pickDataset(services, `Explain a Row of ${name} With`, file));
  const place = await recordAt(services, file, line);
  explain(services, atOnce(services, dataset, place) ?? (await afterReading(services, dataset, place)));
}

/** A row of the training or the test file needs no look at the data first: the panel opens and fills. */
function atOnce(services: Services, dataset: Dataset, { file, row }: RecordPlace): Explanation | undefined {
  const { train, test } = dataset;
  if (!test || (file !== train?.fsPath && file !== test.fsPath)) return undefined;
  const set = file === test.fsPath ? 'test' : 'train';
  const list = services.targets.peek(dataset, set);
  const index = list ? list.row.indexOf(row) : -1;
  const known = list && index >= 0;
  return {
    dataset,
    target: { set, row },
    choice: known ? defaultChoice(list, index) : { by: 'label' },
    title: known ? titleOf(list, index) : `Row ${row} of ${basename(file)}`,
  };
}

/** A sample of its own, or a row that may be held out: the engine knows which it is and whether it has a label. */
async function afterReading(services: Services, dataset: Dataset, place: RecordPlace): Promise<Explanation> {
  const { file, row } = place;
  return withProgress(`Finding row ${row} of ${basename(file)}`, async (work) => {
    const target: RecordRef = await rowOf(services, dataset, place, work);
    const targets = await services.targets.get(dataset, target.set, target.file, work);
    const index = targets.row.indexOf(row);
    if (index < 0)
      return { dataset, target, choice: { by: 'prediction' }, title: `Row ${row} of ${basename(file)}` };
    return { dataset, target, choice: defaultChoice(targets, index), title: titleOf(targets, index) };
  });
}
