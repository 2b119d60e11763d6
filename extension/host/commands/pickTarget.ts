/** The list of rows to explain: worst predicted first, filtered by typing, a row number at once. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { TargetChoice, TargetsResult } from '../../contract/protocol';
import { formatCount, plural } from '../editor/format';
import { progressMessage } from '../progressText';
import { pickChoice } from './pickChoice';
import {
  describeTarget,
  LIST_CAP,
  outcomeOf,
  searchTargets,
  titleOf,
  typedRow,
  worstFirst,
  type Outcome,
} from './targetList';

export interface PickedTarget {
  row: number;
  choice: TargetChoice;
  title: string;
}

interface TargetItem extends vscode.QuickPickItem {
  /** Place in the list of rows; absent for separators. */
  index?: number;
}

const HEADINGS: Record<Outcome, string> = {
  wrong: 'Predicted wrongly',
  right: 'Predicted correctly',
  unlabelled: 'Without a label',
};

/**
 * Opens at once and fills when `load` answers. Throws `cancelled` when it is closed, and what `load` throws.
 */
export async function pickTarget(
  title: string,
  load: (work: Work) => Promise<TargetsResult>,
): Promise<PickedTarget> {
  const pick = vscode.window.createQuickPick<TargetItem>();
  const abort = new AbortController();
  pick.title = title;
  pick.placeholder = 'Asking the engine';
  pick.busy = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.show();
  try {
    return await new Promise<PickedTarget>((resolve, reject) => {
      pick.onDidHide(() => reject(new LensError('cancelled', 'Cancelled.')));
      const progress: Work['progress'] = (step) => {
        pick.placeholder = progressMessage(step);
      };
      load({ signal: abort.signal, progress }).then(
        (targets) => fill(pick, targets, resolve, reject),
        reject,
      );
    });
  } finally {
    abort.abort();
    pick.dispose();
  }
}

const OTHER_CLASS: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('target'),
  tooltip: 'Explain with respect to another class…',
};

function fill(
  pick: vscode.QuickPick<TargetItem>,
  targets: TargetsResult,
  resolve: (picked: PickedTarget) => void,
  reject: (thrown: unknown) => void,
): void {
  const order = worstFirst(targets);
  const rows = new Map(Array.from(targets.row, (row, index) => [row, index]));
  const picked = (index: number, choice: TargetChoice): PickedTarget => ({
    row: targets.row[index],
    choice,
    title: titleOf(targets, index),
  });
  const update = () => {
    pick.items = itemsFor(targets, order, rows, pick.value);
  };
  pick.busy = false;
  pick.placeholder = `${plural(order.length, 'row')}, worst predicted first: type to filter, or a row number`;
  // Short lists are filtered by the editor itself; long ones here, because only a part of them is in the list.
  pick.onDidChangeValue((value) => {
    if (order.length > LIST_CAP || typedRow(value) !== undefined || pick.items[0]?.alwaysShow) update();
  });
  pick.onDidAccept(() => {
    const index = pick.selectedItems[0]?.index;
    if (index !== undefined) resolve(picked(index, defaultChoice(targets, index)));
  });
  pick.onDidTriggerItemButton(({ item: { index } }) => {
    if (index === undefined) return;
    pickChoice(targets, index).then((choice) => resolve(picked(index, choice)), reject);
  });
  update();
}

/** With respect to the label where there is one: the loss of that label is what a user wants explained. */
export function defaultChoice(targets: TargetsResult, index: number): TargetChoice {
  return { by: targets.label[index] >= 0 ? 'label' : 'prediction' };
}

function itemsFor(
  targets: TargetsResult,
  order: Int32Array,
  rows: ReadonlyMap<number, number>,
  value: string,
): TargetItem[] {
  const typed = rows.get(typedRow(value) ?? -1);
  const query = order.length > LIST_CAP && typed === undefined ? value : '';
  const { indices, total } = searchTargets(targets, order, query, LIST_CAP);
  const items: TargetItem[] = [];
  if (typed !== undefined) items.push({ ...itemOf(targets, typed), alwaysShow: true });
  let heading: Outcome | undefined;
  for (const index of indices) {
    const outcome = outcomeOf(targets, index);
    if (outcome !== heading)
      items.push({ label: HEADINGS[outcome], kind: vscode.QuickPickItemKind.Separator });
    heading = outcome;
    // Those found here are shown, whatever the editor's own filter makes of several words.
    if (index !== typed) items.push({ ...itemOf(targets, index), alwaysShow: query !== '' });
  }
  if (total > indices.length) {
    const more = formatCount(total - indices.length);
    items.push({ label: `${more} more: type to search them all`, kind: vscode.QuickPickItemKind.Separator });
  }
  return items;
}

function itemOf(targets: TargetsResult, index: number): TargetItem {
  return { ...describeTarget(targets, index), index, buttons: [OTHER_CLASS] };
}
