/** Row elements that are used again for other rows as the grid scrolls: as many as fit on screen and a few more. */
import type { Selection } from '../data/selection';
import type { GridColumn } from './types';

interface Slot {
  element: HTMLElement;
  paint: ((position: number) => void)[];
  /** Row it stands for, −1 while it is not used. */
  index: number;
}

export interface RowPool {
  /** Paints rows [first, end); `top` is where row 0 would stand. Rows that stand already are moved, not painted. */
  paint(rows: Int32Array, first: number, end: number, top: number): void;
  /** Everything is painted anew next time. */
  invalidate(): void;
  markSelection(rows: Int32Array, selection: Selection): void;
  /** The row's element while it is on screen. */
  elementOf(index: number): HTMLElement | undefined;
  /** Row that an element inside of it belongs to, −1 for none. */
  indexOf(target: EventTarget | null): number;
}

export function createRowPool(
  container: HTMLElement,
  idPrefix: string,
  columns: readonly GridColumn[],
  rowHeight: () => number,
): RowPool {
  const slots: Slot[] = [];
  let selection: Selection | undefined;

  const grow = (count: number) => {
    while (slots.length < count) {
      const element = document.createElement('div');
      element.className = 'row';
      element.setAttribute('role', 'row');
      const paint = columns.map((column, i) => {
        const cell = document.createElement('div');
        cell.className = `cell col-${column.id}`;
        cell.setAttribute('role', 'gridcell');
        cell.setAttribute('aria-colindex', String(i + 1));
        element.append(cell);
        return column.create(cell);
      });
      container.append(element);
      slots.push({ element, paint, index: -1 });
    }
    // Another count of slots gives every row another slot.
    for (const slot of slots) slot.index = -1;
  };

  const mark = (slot: Slot, position: number) => {
    const active = selection?.active === position;
    slot.element.classList.toggle('active', active);
    slot.element.setAttribute('aria-selected', String(selection?.selected.has(position) ?? false));
  };

  return {
    paint(rows, first, end, top) {
      if (end - first > slots.length) grow(end - first);
      const height = rowHeight();
      for (const slot of slots) {
        if (slot.index >= first && slot.index < end) continue;
        slot.index = -1;
        slot.element.hidden = true;
      }
      for (let index = first; index < end; index++) {
        const slot = slots[index % slots.length];
        slot.element.style.transform = `translateY(${top + index * height}px)`;
        if (slot.index === index) continue;
        slot.index = index;
        slot.element.hidden = false;
        slot.element.id = `${idPrefix}${index}`;
        slot.element.setAttribute('aria-rowindex', String(index + 2));
        slot.element.classList.toggle('odd', index % 2 === 1);
        for (const paint of slot.paint) paint(rows[index]);
        mark(slot, rows[index]);
      }
    },
    invalidate() {
      for (const slot of slots) slot.index = -1;
    },
    markSelection(rows, now) {
      selection = now;
      for (const slot of slots) if (slot.index >= 0) mark(slot, rows[slot.index]);
    },
    elementOf: (index) => slots.find((slot) => slot.index === index)?.element,
    indexOf(target) {
      const element = target instanceof Element ? target.closest('.row') : null;
      return slots.find((slot) => slot.element === element)?.index ?? -1;
    },
  };
}
