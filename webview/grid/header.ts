/** The grid's header: one cell a column, which sorts. */
import type { Sort } from '../data/ordering';
import type { GridColumn } from './types';

export interface GridHeader {
  readonly element: HTMLElement;
  /** Column that the arrow keys are on; −1 while they are in the rows. */
  active: number;
  idOf(column: number): string;
  setColumns(columns: readonly GridColumn[]): void;
  showSort(sort: Sort): void;
  /** Moves along the columns that sort. */
  move(direction: -1 | 1): void;
  /** The order that choosing this column gives. */
  nextSort(column: number): Sort | undefined;
  columnOf(target: EventTarget | null): number;
}

export function createGridHeader(idPrefix: string, initial: readonly GridColumn[]): GridHeader {
  let columns = initial;
  let shown: Sort = { column: '', descending: false };
  let active = -1;
  const element = document.createElement('div');
  element.className = 'grid-header';
  element.setAttribute('role', 'row');
  element.setAttribute('aria-rowindex', '1');
  const cells = columns.map((column, i) => {
    const cell = document.createElement('div');
    cell.id = `${idPrefix}header-${column.id}`;
    cell.className = `cell col-${column.id}`;
    cell.setAttribute('role', 'columnheader');
    cell.setAttribute('aria-colindex', String(i + 1));
    const title = document.createElement('span');
    title.className = 'title';
    const arrow = document.createElement('span');
    arrow.className = 'sort codicon';
    arrow.setAttribute('aria-hidden', 'true');
    cell.append(title, arrow);
    element.append(cell);
    return { cell, title, arrow };
  });

  const paint = () => {
    columns.forEach((column, i) => {
      const { cell, title, arrow } = cells[i];
      const sorted = column.id === shown.column;
      title.textContent = column.title;
      cell.title = column.sort ? `${column.hint}\nClick to sort.` : column.hint;
      cell.classList.toggle('sortable', column.sort !== undefined);
      cell.classList.toggle('sorted', sorted);
      cell.classList.toggle('active', i === active);
      arrow.classList.toggle('codicon-arrow-small-up', sorted && !shown.descending);
      arrow.classList.toggle('codicon-arrow-small-down', sorted && shown.descending);
      const direction = shown.descending ? 'descending' : 'ascending';
      if (column.sort) cell.setAttribute('aria-sort', sorted ? direction : 'none');
    });
  };
  paint();

  return {
    element,
    get active() {
      return active;
    },
    set active(column) {
      active = column;
      paint();
    },
    idOf: (column) => cells[column].cell.id,
    setColumns(now) {
      columns = now;
      paint();
    },
    showSort(sort) {
      shown = sort;
      paint();
    },
    move(direction) {
      let next = active + direction;
      while (columns[next] && !columns[next].sort) next += direction;
      if (columns[next]) active = next;
      paint();
    },
    nextSort(column) {
      const { id, sort } = columns[column];
      if (!sort) return undefined;
      if (id === shown.column) return { column: id, descending: !shown.descending };
      return { column: id, descending: sort === 'descending' };
    },
    columnOf(target) {
      const element = target instanceof Element ? target.closest('.grid-header .cell') : null;
      return cells.findIndex(({ cell }) => cell === element);
    },
  };
}
