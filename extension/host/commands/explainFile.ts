import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { RecordRef, RecordSet } from '../../contract/records';
import { pickDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { withProgress } from '../progress';
import type { Services } from '../services';
import { explain } from './explain';
import { defaultChoice, pickTarget } from './pickTarget';
import { titleOf } from './targetList';

/** Explains a record of a data file: the only one at once, one of several after asking which. */
export async function explainFile(services: Services, file: vscode.Uri): Promise<void> {
  await services.datasets.ready;
  const name = basename(file.fsPath);
  const dataset =
    services.datasets.using(file)[0] ?? (await pickDataset(services, `Explain ${name} With`, file));
  const set = setOf(dataset, file);
  const path = set === 'input' ? file.fsPath : undefined;
  const target = (row: number): RecordRef => ({ set, row, file: path });
  if (set !== 'input') {
    const { row, choice, title } = await pickTarget(`Explain Prediction: ${name}`, (work) =>
      services.targets.get(dataset, set, path, work),
    );
    return explain(services, { dataset, target: target(row), choice, title });
  }
  const targets = await withProgress(`Reading ${name}`, (work) =>
    services.targets.get(dataset, set, path, work),
  );
  if (targets.row.length === 1) {
    const title = `${name}: ${titleOf(targets, 0)}`;
    return explain(services, {
      dataset,
      target: target(targets.row[0]),
      choice: defaultChoice(targets, 0),
      title,
    });
  }
  const picked = await pickTarget(`Explain Prediction: ${name}`, () => Promise.resolve(targets));
  explain(services, {
    dataset,
    target: target(picked.row),
    choice: picked.choice,
    title: `${name}: ${picked.title}`,
  });
}

function setOf({ train, test }: Dataset, file: vscode.Uri): RecordSet {
  if (test?.fsPath === file.fsPath) return 'test';
  return train?.fsPath === file.fsPath ? 'train' : 'input';
}
