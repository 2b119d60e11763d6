/** What the view of datasets lists under each of them. */
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { commandLink } from '../commands/link';
import type { Facts } from '../datasets/facts';
import type { Dataset } from '../datasets/types';
import type { LayerReport } from '../../contract/layers';
import type { FactRow } from './factRow';
import { hasLayers, layersRow } from './layerFacts';
import { formatCount, formatNumber, formatPercent } from '../editor/format';
import { backendName } from './statusText';

/** @param layers asks the engine for them */
export function datasetFacts(
  dataset: Dataset,
  facts: Facts | undefined,
  layers: () => Promise<LayerReport[]>,
): FactRow[] {
  const config = dataset.config.fsPath;
  const { head, error } = facts ?? {};
  const failed = dataset.problem ?? error;
  const rows: FactRow[] = [];
  if (failed) {
    rows.push({
      id: 'error',
      label: 'The last run failed',
      description: failed.message,
      icon: 'error',
      command: commandLink('influence.showError', 'Show', { config }),
    });
  }
  const test = dataset.test ?? dataset.train;
  rows.push(fileRow('train', 'Training data', dataset.train, head?.dataset.rows));
  rows.push(fileRow('test', dataset.test ? 'Test data' : 'Held out', test, head?.dataset.testRows));
  const layerRows = hasLayers(dataset) ? [layersRow(layers)] : [];
  if (head) return [...rows, ...modelRows(config, head), ...layerRows];
  rows.push(...layerRows, {
    id: 'fit',
    label: 'Fit the model',
    description: dataset.model ?? '',
    icon: 'play',
    command: commandLink('influence.refit', 'Fit', { config }),
  });
  return rows;
}

function fileRow(
  id: string,
  label: string,
  file: vscode.Uri | undefined,
  count: number | undefined,
): FactRow {
  const name = file ? basename(file.fsPath) : 'not named';
  return {
    id,
    label,
    description: count === undefined ? name : `${name}, ${formatCount(count)} rows`,
    tooltip: file?.fsPath,
    icon: 'table',
    command: file && commandLink('influence.openData', 'Open', { file: file.fsPath }),
  };
}

function modelRows(config: string, { model, backend, dataset }: NonNullable<Facts['head']>): FactRow[] {
  const penalty = model.l2 === undefined ? '' : `, l2 ${formatNumber(model.l2)}`;
  return [
    {
      id: 'model',
      label: 'Model',
      description: `${model.type}${penalty}`,
      tooltip: `${formatCount(model.parameters)} parameters, gradient norm ${formatNumber(model.gradientNorm)} after ${formatCount(model.iterations)} iterations`,
      icon: 'graph-scatter',
      command: commandLink('influence.openConfig', 'Open', { config }),
    },
    {
      id: 'accuracy',
      label: 'Accuracy',
      description: `test ${formatPercent(model.testAccuracy ?? NaN)}, training ${formatPercent(model.trainAccuracy)}`,
      icon: 'target',
    },
    { id: 'classes', label: 'Classes', description: dataset.classes.join(', '), icon: 'symbol-enum' },
    {
      id: 'backend',
      label: 'Computed by',
      description: backendName(backend.name),
      tooltip: `${backendName(backend.name)} ${backend.version}: ${backend.reason}`,
      icon: 'chip',
      command: commandLink('influence.chooseBackend', 'Choose'),
    },
  ];
}
