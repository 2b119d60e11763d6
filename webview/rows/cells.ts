/** What paints cells that every list of training rows has. */
import type { TrainingColumns } from '../../extension/contract/protocol';
import { formatCount, formatSignificant } from '../format/numbers';
import type { GridColumn } from '../grid/types';

export interface RowContext {
  training(): TrainingColumns;
  /** By position, from 1. */
  rank(): Int32Array;
  isFlagged(position: number): boolean;
}

export type Create = GridColumn['create'];

export function span(parent: HTMLElement, className = ''): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  parent.append(element);
  return element;
}

export const rankCell =
  ({ rank }: RowContext): Create =>
  (cell) =>
  (position) => {
    cell.textContent = formatCount(rank()[position]);
  };

export const labelCell =
  ({ training }: RowContext): Create =>
  (cell) =>
  (position) => {
    const { classes, label } = training();
    cell.textContent = cell.title = classes[label[position]] ?? '';
  };

export const lineCell =
  ({ training }: RowContext): Create =>
  (cell) =>
  (position) => {
    cell.textContent = String(training().line[position]);
  };

/** The path of a row that is a file of its own. */
export const fileCell =
  ({ training }: RowContext): Create =>
  (cell) =>
  (position) => {
    cell.textContent = cell.title = training().files?.[position] ?? '';
  };

export const flagCell =
  ({ training, isFlagged }: RowContext): Create =>
  (cell) => {
    const button = document.createElement('button');
    button.dataset['action'] = 'flag';
    button.tabIndex = -1;
    cell.append(button);
    return (position) => {
      const flagged = isFlagged(position);
      button.className = `codicon ${flagged ? 'codicon-flag flagged' : 'codicon-flag'}`;
      button.setAttribute('aria-pressed', String(flagged));
      const { files, line } = training();
      button.ariaLabel = `Flag ${files?.[position] ?? `line ${line[position]}`} as a suspected mislabel`;
      button.title = flagged ? 'Flagged as a suspected mislabel (F)' : 'Flag as a suspected mislabel (F)';
    };
  };

/** A cell as it fits in a line: long fractions shortened, an empty one named. */
export function shortCell(cell: string): string {
  if (cell === '') return 'empty';
  if (/^[-+]?\d*\.\d{4,}(e[-+]?\d+)?$/i.test(cell)) return formatSignificant(Number(cell), 4);
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
