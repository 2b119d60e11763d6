/**
 * A list of any number of rows as an ARIA grid. The element itself scrolls and has the keyboard: one tab stop, the active row named by
 * `aria-activedescendant`, so that nothing is lost when a row's element is used for another row.
 */
import { scrollSpace, visibleRows, type ScrollSpace } from '../data/scrolling';
import { NOTHING, selectAll, selectOne, selectRange, toggleRow, type Selection } from '../data/selection';
import { createGridHeader } from './header';
import { gridKey, type GridKey } from './keys';
import { createRowPool } from './pool';
import type { Grid, GridColumn, GridListener } from './types';

/** Rows painted beyond both ends of the screen. */
const OVERSCAN = 4;
/** Milliseconds without scrolling after which the rows on screen are told of. */
const AT_REST = 60;

export function createGrid(
  element: HTMLElement,
  name: string,
  columns: readonly GridColumn[],
  listener: GridListener,
): Grid {
  const idPrefix = `${element.id}-`;
  let rows: Int32Array = new Int32Array(0);
  let selection: Selection = NOTHING;
  let rowHeight = 28;
  let viewport = 0;
  let space: ScrollSpace = scrollSpace(0, rowHeight, 0);
  let virtualTop = 0;
  let restTimer = 0;
  /** Classes under which the sizes were read: to read them makes the browser lay the page out at once. */
  let measuredAs: string | undefined;
  /** Where the scroll bar stands; to set it has the same price. */
  let physicalTop = 0;

  const header = createGridHeader(idPrefix, columns);
  const body = document.createElement('div');
  body.className = 'grid-body';
  body.setAttribute('role', 'rowgroup');
  const pool = createRowPool(body, `${idPrefix}row-`, columns, () => rowHeight);
  element.tabIndex = 0;
  element.setAttribute('role', 'grid');
  element.setAttribute('aria-label', name);
  element.setAttribute('aria-multiselectable', 'true');
  element.setAttribute('aria-colcount', String(columns.length));
  element.replaceChildren(header.element, body);

  const paint = () => {
    const { first, end } = visibleRows(virtualTop, viewport, rowHeight, rows.length, OVERSCAN);
    pool.paint(rows, first, end, space.toPhysical(virtualTop) - virtualTop);
    const active = header.active >= 0 ? header.idOf(header.active) : pool.elementOf(activeIndex())?.id;
    if (active === undefined) element.removeAttribute('aria-activedescendant');
    else element.setAttribute('aria-activedescendant', active);
    clearTimeout(restTimer);
    restTimer = setTimeout(() => listener.visible(rows.slice(first, end)), AT_REST);
  };

  const activeIndex = () => (selection.active < 0 ? -1 : rows.indexOf(selection.active));

  const measure = () => {
    rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row-height')) || rowHeight;
    viewport = Math.max(0, element.clientHeight - header.element.offsetHeight);
    measuredAs = element.className;
    physicalTop = element.scrollTop;
    layOut();
  };

  const moveScrollBar = () => {
    const top = space.toPhysical(virtualTop);
    if (top !== physicalTop) element.scrollTop = top;
    physicalTop = top;
  };

  const layOut = () => {
    space = scrollSpace(rows.length, rowHeight, viewport);
    body.style.height = `${space.height}px`;
    element.setAttribute('aria-rowcount', String(rows.length + 1));
    virtualTop = space.clamp(virtualTop);
    moveScrollBar();
    paint();
  };

  const scrollTo = (top: number) => {
    virtualTop = space.clamp(top);
    moveScrollBar();
    paint();
  };

  const reveal = (index: number) => {
    if (index < 0) return;
    const top = index * rowHeight;
    if (top < virtualTop) scrollTo(top);
    else if (top + rowHeight > virtualTop + viewport) scrollTo(top + rowHeight - viewport);
  };

  const setSelection = (now: Selection, options = { reveal: true }) => {
    selection = now;
    header.active = -1;
    pool.markSelection(rows, selection);
    if (options.reveal) reveal(activeIndex());
    paint();
  };

  const choose = (now: Selection) => {
    setSelection(now);
    listener.select(now);
  };

  const sortBy = (column: number) => {
    const sort = header.nextSort(column);
    if (sort) listener.sort(sort);
  };

  const move = ({ by, direction, extend }: Extract<GridKey, { do: 'move' }>) => {
    const from = activeIndex();
    const page = Math.max(1, Math.floor(viewport / rowHeight) - 1);
    const step = { row: 1, page, all: rows.length }[by];
    if (header.active >= 0) {
      if (direction < 0 || rows.length === 0) return;
      const to = by === 'all' ? rows.length - 1 : Math.max(0, from);
      return choose(selectOne(rows[to]));
    }
    if (from <= 0 && direction < 0 && by === 'row' && header.element.offsetHeight > 0) {
      header.active = 0;
      return paint();
    }
    if (rows.length === 0) return;
    const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + direction * step));
    choose(extend ? selectRange(selection, rows[to], rows) : selectOne(rows[to]));
  };

  const onKey = (event: KeyboardEvent) => {
    const key = gridKey(event);
    if (!key) return listener.key(event, selection.active);
    event.preventDefault();
    const inHeader = header.active >= 0;
    switch (key.do) {
      case 'move':
        return move(key);
      case 'column':
        if (inHeader) header.move(key.direction);
        return paint();
      case 'open':
        if (inHeader) sortBy(header.active);
        else if (selection.active >= 0) listener.open(selection.active, true);
        return;
      case 'toggle':
        if (inHeader) sortBy(header.active);
        else if (selection.active >= 0) choose(toggleRow(selection, selection.active));
        return;
      case 'selectAll':
        return choose(selectAll(selection, rows));
      case 'copy':
        return listener.copy();
    }
  };

  const onClick = (event: MouseEvent) => {
    const column = header.columnOf(event.target);
    if (column >= 0) return sortBy(column);
    const position = rows[pool.indexOf(event.target)];
    if (position === undefined) return;
    const action = event.target instanceof Element ? event.target.closest('[data-action]') : null;
    if (action instanceof HTMLElement) return listener.action(action.dataset['action'] ?? '', position);
    if (event.ctrlKey || event.metaKey) return choose(toggleRow(selection, position));
    if (event.shiftKey) return choose(selectRange(selection, position, rows));
    choose(selectOne(position));
    listener.open(position, event.detail > 1);
  };

  // The keyboard stays with the grid; dragging over rows marks no text.
  const onPress = (event: MouseEvent) => {
    if (pool.indexOf(event.target) < 0 && header.columnOf(event.target) < 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  };

  const onScroll = () => {
    physicalTop = element.scrollTop;
    // Its own setting of the scroll bar must not round the rows' place.
    if (Math.abs(physicalTop - space.toPhysical(virtualTop)) < 1) return;
    virtualTop = space.toVirtual(physicalTop);
    paint();
  };

  // A pixel of the wheel stays a pixel of rows when the scroll bar is compressed.
  const onWheel = (event: WheelEvent) => {
    if (!space.compressed || event.ctrlKey) return;
    event.preventDefault();
    const unit = { [WheelEvent.DOM_DELTA_LINE]: rowHeight, [WheelEvent.DOM_DELTA_PAGE]: viewport }[
      event.deltaMode
    ];
    scrollTo(virtualTop + event.deltaY * (unit ?? 1));
  };

  element.addEventListener('keydown', onKey);
  element.addEventListener('mousedown', onPress);
  element.addEventListener('click', onClick);
  element.addEventListener('scroll', onScroll, { passive: true });
  element.addEventListener('wheel', onWheel, { passive: false });
  const resized = new ResizeObserver(measure);
  resized.observe(element);

  return {
    show(order, { keepPlace } = { keepPlace: false }) {
      rows = order;
      if (!keepPlace) virtualTop = 0;
      pool.invalidate();
      if (measuredAs === element.className) layOut();
      else measure();
    },
    showSort: header.showSort,
    select: setSelection,
    repaint() {
      pool.invalidate();
      paint();
    },
    setColumns: header.setColumns,
    focus: () => element.focus(),
    dispose() {
      resized.disconnect();
      clearTimeout(restTimer);
    },
  };
}
