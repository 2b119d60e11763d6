/** What paints the cells of the ranked labels, column by column. */
import type { RowDecision } from '../../extension/contract/panel';
import { isSuspect } from '../../extension/contract/review';
import type { CellStore } from '../data/cellStore';
import { isContent, isMissing } from '../data/differences';
import { formatFixed, formatProbability } from '../format/numbers';
import { shortCell, span, type Create, type RowContext } from '../rows/cells';
import { duplicatesOf, givenLabel, suggestedLabel, type ReviewRows } from './rows';

/** Cells shown in a row, and the length a text is cut to. */
const CELLS = 8;
const PASSAGE = 220;

export interface CellContext extends RowContext {
  rows(): ReviewRows;
  cells(): CellStore;
  decision(position: number): RowDecision | undefined;
}

export const DECISION_MARKS: Record<RowDecision['decision'], { icon: string; text: string }> = {
  fixed: { icon: 'edit', text: 'Fixed' },
  kept: { icon: 'check', text: 'Kept' },
  skipped: { icon: 'debug-step-over', text: 'Skipped' },
};

export const scoreCell =
  ({ rows }: CellContext): Create =>
  (cell) => {
    const bar = span(cell, 'bar');
    bar.setAttribute('aria-hidden', 'true');
    const fill = span(bar, 'fill');
    const value = span(cell, 'value');
    return (position) => {
      const { result, highest } = rows();
      const score = result.suspicion[position];
      fill.style.width = `${highest > 0 ? (100 * score) / highest : 0}%`;
      value.textContent = formatFixed(score, 3);
    };
  };

export const suggestedCell =
  ({ rows }: CellContext): Create =>
  (cell) => {
    const arrow = span(cell, 'arrow');
    arrow.setAttribute('aria-hidden', 'true');
    arrow.textContent = '→';
    const name = span(cell, 'name');
    const probability = span(cell, 'probability');
    return (position) => {
      const { result } = rows();
      const label = suggestedLabel(result, position);
      name.textContent = name.title = label;
      probability.textContent = formatProbability(result.suggestedProbability[position], 0);
      cell.classList.toggle('weak', !isSuspect(result, position));
      cell.title = `A model that has not seen this row gives “${label}” ${formatProbability(result.suggestedProbability[position])} and its label “${givenLabel(result, position)}” ${formatProbability(result.looProbability[position])}.`;
    };
  };

export const marksCell =
  ({ rows, decision }: CellContext): Create =>
  (cell) => {
    const decided = span(cell, 'decided');
    const mark = span(decided, 'codicon');
    mark.setAttribute('aria-hidden', 'true');
    const text = span(decided, 'text');
    const alike = span(cell, 'alike');
    const icon = span(alike, 'codicon');
    icon.setAttribute('aria-hidden', 'true');
    const count = span(alike, 'text');
    return (position) => {
      const now = decision(position);
      cell.parentElement?.classList.toggle('decided', now !== undefined);
      decided.hidden = now === undefined;
      if (now) {
        const { icon, text: word } = DECISION_MARKS[now.decision];
        mark.className = `codicon codicon-${icon}`;
        text.textContent = now.to === undefined ? word : `${word}: ${now.to}`;
        decided.title = text.textContent;
      }
      const others = duplicatesOf(rows(), position);
      alike.hidden = others === 0;
      if (others === 0) return;
      const conflicting = rows().result.conflicting[position] === 1;
      alike.classList.toggle('conflicting', conflicting);
      icon.className = `codicon codicon-${conflicting ? 'warning' : 'copy'}`;
      count.textContent = conflicting ? `${others} alike, labels differ` : `${others} alike`;
      alike.title = conflicting
        ? 'Other rows have the same cells but another label: one of them must be wrong.'
        : 'Other rows have the same cells and the same label.';
    };
  };

export const contentCell =
  ({ rows, cells }: CellContext): Create =>
  (cell) =>
  (position) => {
    const record = cells().get(position);
    cell.classList.toggle('waiting', record === undefined);
    cell.replaceChildren(...(record ? contentParts(rows(), record.cells) : []));
  };

/** Texts first: they say most; then the other cells in the order of the file. */
export function contentParts({ result }: ReviewRows, cells: readonly string[]): Node[] {
  const content = result.columns
    .map(({ name, kind }, column) => ({ name, kind, own: cells[column] ?? '' }))
    .filter(({ kind, own }) => isContent(kind) && !isMissing(own));
  const texts = content.filter(({ kind }) => kind === 'text');
  const others = content.filter(({ kind }) => kind !== 'text');
  return [...texts, ...others].slice(0, CELLS).map(({ name, kind, own }) => {
    const part = document.createElement('span');
    part.className = 'part';
    span(part, 'name').textContent = `${name} `;
    span(part, 'own').textContent =
      kind === 'text' ? own.slice(0, PASSAGE).replace(/\s+/g, ' ').trim() : shortCell(own);
    return part;
  });
}
