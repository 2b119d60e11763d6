/** The view of suspected mislabels: the queue of the dataset that was reviewed last, worst first, and what was decided. */
import * as vscode from 'vscode';
import type { Dataset, DatasetStore } from '../datasets/types';
import { formatCount, plural } from '../editor/format';
import type { EvidenceStore } from '../review/evidence';
import { decisionItems, listedRows, nameOf, PAGE, rootItems, type ReviewItem } from '../review/items';
import type { Previews } from '../review/previews';
import type { Review, ReviewStore, RowName } from '../review/types';
import { changeMessage, whySuspect } from '../review/words';
import { reviewItem } from './suspectItem';

export interface SuspectsView {
  readonly visible: boolean;
  /** Rows that are selected in the list. */
  readonly selection: readonly RowName[];
  /** Selects a row, listing more where it takes that; `focus` takes the keyboard to the list. */
  select(row: RowName, focus: boolean): Promise<void>;
  /** The listed row after (1) or before (−1) the selection; the first when none is selected. */
  neighbour(step: 1 | -1): RowName | undefined;
  showMore(config: string): void;
}

interface Parts {
  review: ReviewStore;
  datasets: DatasetStore;
  evidence: EvidenceStore;
  previews: Previews;
}

export function createSuspectsView(parts: Parts): SuspectsView & vscode.Disposable {
  const { review, datasets, evidence, previews } = parts;
  const changed = new vscode.EventEmitter<undefined>();
  const limits = new Map<string, number>();
  const shown = (): Dataset | undefined => review.current ?? datasets.active;
  const limitOf = (config: string) => Math.max(limits.get(config) ?? PAGE, review.of(config).suspects);
  const children = (item: ReviewItem | undefined): ReviewItem[] => {
    const config = shown()?.config.fsPath;
    if (config === undefined) return [];
    if (!item) return rootItems(config, review.of(config), limitOf(config));
    return item.type === 'decisions' ? decisionItems(config, review.of(config)) : [];
  };

  const view = vscode.window.createTreeView<ReviewItem>('influence.suspects', {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (item) => reviewItem(item, review.of(item.config), wordsOf(previews, item)),
      getChildren: children,
      getParent: (item) =>
        item.type === 'decision' ? children(undefined).find(({ type }) => type === 'decisions') : undefined,
      resolveTreeItem: async (treeItem, item, token) => {
        const name = rowName(item);
        if (!name || item.type === 'decision') return treeItem;
        const { config, position } = name;
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const found = await evidence.get(config, position, { signal: abort.signal }).catch(() => undefined);
        const { result } = review.of(config);
        if (result)
          treeItem.tooltip = new vscode.MarkdownString(whySuspect(result, position, found).join('\n\n'));
        return treeItem;
      },
    },
  });

  const update = () => {
    const dataset = shown();
    const state = dataset && review.of(dataset.config.fsPath);
    view.description =
      dataset && state?.result ? descriptionOf(dataset, state, datasets.all.length > 1) : undefined;
    view.message = state && messageOf(state);
    const hasSuspects = state?.result !== undefined;
    void vscode.commands.executeCommand('setContext', 'influence.hasSuspects', hasSuspects);
    changed.fire(undefined);
  };
  update();
  const listeners = vscode.Disposable.from(
    changed,
    view,
    review.onDidChange(update),
    previews.onDidChange(update),
    datasets.onDidChange(update),
  );

  return {
    get visible() {
      return view.visible;
    },
    get selection() {
      return view.selection.flatMap((item) => rowName(item) ?? []);
    },
    async select({ config, position, hash }, focus) {
      const state = review.of(config);
      const at = state.queue.indexOf(position);
      if (at >= limitOf(config)) limits.set(config, Math.ceil((at + 1) / PAGE) * PAGE);
      if (at < 0 || config !== shown()?.config.fsPath) return;
      const item: ReviewItem = { type: 'row', config, position, hash, skipped: state.decided.has(position) };
      await view.reveal(item, { select: true, focus });
    },
    neighbour(step) {
      const config = shown()?.config.fsPath;
      if (config === undefined) return undefined;
      const state = review.of(config);
      const rows = state.result ? listedRows(state, limitOf(config)) : [];
      const selected = view.selection.map((item) => rows.indexOf(rowName(item)?.position ?? -1));
      const from =
        step === 1 ? Math.max(-1, ...selected) : Math.min(rows.length, ...selected.filter((i) => i >= 0));
      const position = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
      return position === undefined ? undefined : nameOf(config, state, position);
    },
    showMore(config) {
      limits.set(config, limitOf(config) + PAGE);
      update();
    },
    dispose: () => listeners.dispose(),
  };
}

function rowName(item: ReviewItem): RowName | undefined {
  if (item.type === 'row') return { config: item.config, position: item.position, hash: item.hash };
  return item.type === 'decision' ? item.name : undefined;
}

function wordsOf(previews: Previews, item: ReviewItem): string | undefined {
  const name = rowName(item);
  return name && previews.of(name.config, name.position);
}

function descriptionOf({ name }: Dataset, { suspects, status }: Review, several: boolean): string {
  const parts = [several ? name : undefined, status === 'running' ? 'ranking…' : plural(suspects, 'suspect')];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** What the last run changed, what to know of the data, and that the ranking is old. */
function messageOf({ result, change, stale, decisions, error, status }: Review): string | undefined {
  const lines: string[] = [];
  if (!vscode.workspace.isTrusted && decisions.length > 0)
    lines.push('Restricted Mode: decisions can be viewed; nothing is ranked.');
  if (status === 'failed' && error) lines.push([error.message, error.hint].filter(Boolean).join(' '));
  for (const { message, line, column } of result?.head.notices ?? [])
    if (line === undefined && column === undefined) lines.push(message);
  if (change) lines.push(changeMessage(change));
  if (result && stale) {
    const fixed = decisions.filter(({ entry, counts }) => counts && entry.decision === 'fixed').length;
    lines.push(
      `The ranking is from before the last changes${fixed > 0 ? ` (${formatCount(fixed)} fixed in all)` : ''}: "Save and Rank Suspects Again" tells what they did.`,
    );
  }
  return lines.length > 0 ? lines.join(' ') : undefined;
}
