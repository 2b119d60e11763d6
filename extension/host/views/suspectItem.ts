/** How an entry of the list of suspects looks. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { DECISIONS_FILE, type DecisionKind } from '../../contract/decisions';
import { isSuspect } from '../../contract/review';
import { commandLink } from '../commands/link';
import { formatCount, formatPercent, plural, shorten } from '../editor/format';
import type { ReviewItem } from '../review/items';
import type { Review } from '../review/types';
import { suspectRow } from '../review/words';

const WORDS = 60;
const MUTED = new vscode.ThemeColor('descriptionForeground');

export function reviewItem(item: ReviewItem, review: Review, words: string | undefined): vscode.TreeItem {
  switch (item.type) {
    case 'row':
      return rowItem(item, review, words);
    case 'more':
      return moreItem(item);
    case 'decisions':
      return decisionsItem(item);
    case 'decision':
      return decisionItem(item, words);
  }
}

type Item<T extends ReviewItem['type']> = Extract<ReviewItem, { type: T }>;

function rowItem(
  { config, position, hash, skipped }: Item<'row'>,
  review: Review,
  words: string | undefined,
): vscode.TreeItem {
  const result = review.result!;
  const row = suspectRow(result, position);
  const isFlagged = review.flagged.has(position);
  const item = new vscode.TreeItem(`${row.given} → ${row.suggested}`);
  item.id = `${config}#${position}#${hash}`;
  const notes = [
    skipped ? 'skipped' : isFlagged ? 'flagged' : undefined,
    `held-out ${formatPercent(row.looProbability)}`,
    shorten(words ?? `line ${formatCount(row.line)}`, WORDS),
  ];
  item.description = notes.filter((note) => note !== undefined).join(' · ');
  item.iconPath = skipped
    ? new vscode.ThemeIcon('debug-step-over', MUTED)
    : isFlagged
      ? new vscode.ThemeIcon('bookmark')
      : isSuspect(result, position)
        ? new vscode.ThemeIcon('question')
        : new vscode.ThemeIcon('circle-outline', MUTED);
  item.contextValue = skipped ? 'suspect.skipped' : 'suspect.open';
  item.command = commandLink('influence.openSuspect', 'Open', { config, position, hash });
  item.accessibilityInformation = {
    label: `Row ${row.row}, label ${row.given}, suggested ${row.suggested}, ${notes.filter(Boolean).join(', ')}`,
  };
  return item;
}

function moreItem({ config, left }: Item<'more'>): vscode.TreeItem {
  const item = new vscode.TreeItem('Show more');
  item.id = `${config}#more`;
  item.description = `${plural(left, 'row')} left`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = commandLink('influence.showMoreSuspects', 'Show More', { config });
  item.contextValue = 'more';
  return item;
}

function decisionsItem({ config, count }: Item<'decisions'>): vscode.TreeItem {
  const item = new vscode.TreeItem('Decided', vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${config}#decisions`;
  item.description = formatCount(count);
  item.iconPath = new vscode.ThemeIcon('checklist');
  item.contextValue = 'decisions';
  return item;
}

const ICONS: Record<DecisionKind, string> = { fixed: 'edit', kept: 'check', skipped: 'debug-step-over' };

function decisionItem(
  { config, placed, name }: Item<'decision'>,
  words: string | undefined,
): vscode.TreeItem {
  const { entry, file, place, lost } = placed;
  const { decision, from, to } = entry;
  const item = new vscode.TreeItem(decision === 'fixed' ? `${from} → ${to ?? ''}` : from);
  item.id = `${config}#decision#${DECISIONS_FILE.identity(entry)}`;
  const where = `${basename(file)}:${place?.line ?? entry.line}`;
  item.description =
    lost === undefined
      ? `${decision} · ${shorten(words ?? where, WORDS)}`
      : `${decision} · its row changed since`;
  item.tooltip = [
    `${decision === 'fixed' ? 'Fixed' : decision === 'kept' ? 'Kept' : 'Skipped'} ${new Date(entry.at).toLocaleString()}${entry.by === undefined ? '' : ` by ${entry.by}`}`,
    lost ?? `Row ${place?.row ?? entry.row} of ${file}`,
  ].join('\n');
  item.iconPath = new vscode.ThemeIcon(lost === undefined ? ICONS[decision] : 'warning');
  if (name) item.command = commandLink('influence.openSuspect', 'Open', name);
  else if (place) item.command = commandLink('influence.openRecord', 'Open', place);
  item.contextValue = name ? `decision.${decision}` : 'decision.lost';
  return item;
}
