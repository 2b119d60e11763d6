/** What paints the cells of the ranked training rows, column by column. */
import type { CellStore } from '../data/cellStore';
import type { Differ } from '../data/differences';
import { passages } from '../data/words';
import {
  formatInUnit,
  formatLoneChange,
  formatPoints,
  formatProbability,
  formatSignificant,
} from '../format/numbers';
import { shortCell, span, type Create, type RowContext } from '../rows/cells';
import { scaleWell } from '../ui/pictures';
import { probabilityWithout, type ExplanationRows } from './rows';

/** Differing cells shown in a row, and the length a text is cut to. */
const CELLS = 8;
const PASSAGE = 220;
/** Decimals of a percentage up to which both probabilities are shown. */
const FINEST = 2;

export interface CellContext extends RowContext {
  rows(): ExplanationRows;
  cells(): CellStore;
  differ(): Differ;
}

export const lossCell =
  ({ rows }: CellContext): Create =>
  (cell) => {
    const bar = span(cell, 'bar');
    const fill = span(bar);
    bar.setAttribute('aria-hidden', 'true');
    const value = span(cell, 'value');
    const sign = span(cell, 'sign');
    return (position) => {
      const { effect, curve, lossUnit } = rows();
      const change = effect[position];
      const helpful = change > 0;
      const kind = change === 0 ? '' : helpful ? 'helpful' : 'harmful';
      const share = curve.largest === 0 ? 0 : Math.abs(change) / curve.largest;
      fill.className = `fill ${kind}`;
      fill.style.width = `${share * 50}%`;
      value.textContent = formatInUnit(change, lossUnit);
      sign.className = `sign ${kind}`;
      sign.textContent = change === 0 ? '' : helpful ? '▲' : '▼';
      sign.title = kind;
      cell.ariaLabel = `${formatLoneChange(change)}, ${kind === '' ? 'no effect' : kind}`;
    };
  };

export const probabilityCell =
  ({ rows }: CellContext): Create =>
  (cell) => {
    const before = span(cell, 'before');
    const arrow = span(cell, 'arrow');
    const after = span(cell, 'after');
    return (position) => {
      const now = rows();
      const decimals = now.probabilityDecimals;
      const changed = probabilityWithout(now, position);
      // Where it takes many decimals to see a change, the change itself is shown.
      const fine = decimals > FINEST;
      before.textContent = formatProbability(now.before, fine ? 1 : decimals);
      arrow.textContent = fine ? ' ' : ' → ';
      after.textContent = fine
        ? formatPoints(changed - now.before, decimals)
        : formatProbability(changed, decimals);
    };
  };

export const predictedCell =
  ({ rows }: CellContext): Create =>
  (cell) => {
    const name = span(cell, 'name');
    const mark = span(cell, 'codicon codicon-warning');
    mark.setAttribute('aria-label', 'not its label');
    mark.setAttribute('role', 'img');
    return (position) => {
      const { classes, label, predicted, probability } = rows().result.training;
      const differs = label[position] !== predicted[position];
      name.textContent = classes[predicted[position]] ?? '';
      mark.hidden = !differs;
      cell.classList.toggle('differs', differs);
      cell.title = `The model gives its label ${formatProbability(probability[position])}.`;
    };
  };

export const selfCell =
  ({ rows }: CellContext): Create =>
  (cell) =>
  (position) => {
    const value = rows().selfInfluence?.[position];
    cell.textContent = value === undefined ? '…' : formatSignificant(value);
  };

export const contentCell =
  ({ rows, cells, differ }: CellContext): Create =>
  (cell) => {
    let shown: HTMLImageElement | undefined;
    return (position) => {
      const record = cells().get(position);
      cell.classList.toggle('waiting', record === undefined);
      if (!record) {
        cell.textContent = '';
        return;
      }
      const { columns, targetCells } = rows().result;
      // A repaint of the same row does not load its image again; another row never shows the one before.
      if (record.image === undefined) shown = undefined;
      else if (shown?.getAttribute('src') !== record.image) shown = thumbnail(record.image);
      const parts: Node[] = shown === undefined ? [] : [shown];
      for (const { column, size } of differ().of(record).slice(0, CELLS)) {
        if (size === 0 && parts.some((part) => part instanceof HTMLSpanElement)) break;
        const { name, kind } = columns[column];
        const own = record.cells[column] ?? '';
        const explained = targetCells.cells[column] ?? '';
        const part = document.createElement('span');
        part.className = 'part';
        span(part, 'name').textContent = `${name} `;
        if (kind === 'text') {
          for (const { text, shared } of passages(own, differ().words(column), PASSAGE)) {
            span(part, shared ? 'shared' : '').textContent = text;
          }
        } else {
          span(part, 'own').textContent = shortCell(own);
          if (own !== explained) span(part, 'other').textContent = ` (${shortCell(explained)})`;
        }
        parts.push(part);
      }
      cell.replaceChildren(...parts);
    };
  };

/** Made for the rows on screen alone, since rows are recycled; the file beside it is its description. */
function thumbnail(address: string): HTMLImageElement {
  const image = document.createElement('img');
  image.className = 'thumbnail';
  image.decoding = 'async';
  image.alt = '';
  image.addEventListener('load', scaleWell);
  image.src = address;
  return image;
}
