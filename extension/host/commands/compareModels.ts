/** Two models of the same data on one prediction: which models, which row; the answer is a view of the panel. */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { requireDataset } from '../datasets/current';
import type { Dataset } from '../datasets/types';
import { showPanel } from '../panel/panel';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';
import { pickTarget } from './pickTarget';

const TITLE = 'Compare Two Models';

export async function compareModels(services: Services, argument?: DatasetArgument): Promise<void> {
  const { datasets } = services;
  await datasets.ready;
  const given = typeof argument?.config === 'string' || datasets.all.length < 2;
  const first = given ? await requireDataset(services, argument) : await pickFirst(services);
  const second = await pickSecond(services, first);
  const { row, choice } = await pickTarget(`${TITLE}: ${first.name} and ${second.name}`, (work) =>
    services.targets.get(first, 'test', undefined, work),
  );
  showPanel(services, {
    view: 'compare',
    dataset: datasets.ref(first),
    other: datasets.ref(second),
    target: { set: 'test', row },
    choice,
  });
}

function pickFirst({ datasets: { all, active } }: Services): Promise<Dataset> {
  const sorted = [...all].sort((a, b) => Number(b === active) - Number(a === active));
  return pick(sorted, 'The first model', '1 of 2');
}

/** Those that train on the same file come first; others are refused by the engine if their rows differ. */
function pickSecond({ datasets: { all } }: Services, first: Dataset): Promise<Dataset> {
  const others = all.filter(({ config }) => config.fsPath !== first.config.fsPath);
  if (others.length === 0)
    throw new LensError(
      'usage',
      `"${first.name}" is the only model here: there is none to compare it with.`,
      {
        hint: 'Copy its influence.json to another name, such as rbf.influence.json, and change "model" or "features" in it.',
        location: { file: first.config.fsPath },
      },
    );
  const nearness = (each: Dataset): number =>
    Number(each.train?.fsPath === first.train?.fsPath) +
    Number(dirname(each.config.fsPath) === dirname(first.config.fsPath));
  const sorted = [...others].sort((a, b) => nearness(b) - nearness(a));
  return pick(sorted, `The model to compare ${first.name} with`, '2 of 2');
}

async function pick(all: readonly Dataset[], placeHolder: string, step: string): Promise<Dataset> {
  const items = all.map((dataset) => ({
    label: dataset.name,
    description: dataset.model,
    detail: vscode.workspace.asRelativePath(dataset.config),
    dataset,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${TITLE} (${step})`,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw new LensError('cancelled', 'Cancelled.');
  return chosen.dataset;
}
