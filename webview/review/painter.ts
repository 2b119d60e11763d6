/** Paints the regions of the review from its store. */
import { html, render } from 'lit-html';
import { formatRows } from '../format/numbers';
import { createGrid } from '../grid/grid';
import { gridListener } from '../rows/actions';
import { showEmpty } from '../rows/layout';
import { showDetail } from '../rows/showDetail';
import { rowContext } from '../rows/store';
import { failedChecks } from '../shell/checks';
import type { ViewContext } from '../views/types';
import { aboutView } from './about';
import { createActions, type Actions } from './actions';
import { noticesView } from './banners';
import { reviewColumns } from './columns';
import { decideView } from './decideBar';
import { detailView } from './detail';
import { headView } from './head';
import { createLabelChooser } from './labelChooser';
import type { Regions } from './layout';
import type { Paint } from './paint';
import { progressView } from './progressView';
import type { Store } from './store';
import { toolbarView } from './toolbar';

export interface Painter extends Paint {
  /** Cells have come. */
  cells(): void;
  /** The evidence for a row has come, or has not. */
  evidence(position: number): void;
  /** Another list of rows, or a search has started. */
  list(): void;
  /** Flags, decisions, pin, request or staleness changed. */
  stateChanged(): void;
  /** Everything, for a new ranking. */
  all(): void;
  dispose(): void;
}

export function createPainter(store: Store, regions: Regions, context: ViewContext): Painter {
  const columns = () =>
    reviewColumns({
      ...rowContext(store),
      rows: () => store.model.rows,
      decision: (position) => store.decisions.get(position),
    });
  /** What the list was last made from: with the same filter and order, its place on screen is kept. */
  let listed: { shown: Int32Array; filter: object; sort: object } | undefined;

  const painter: Painter = {
    head() {
      const { result } = store.model.rows;
      render(html`${failedChecks(result.head.checks)} ${noticesView(result.head.notices)}`, regions.banner);
      render(headView(store, actions), regions.summary);
      render(progressView(store, actions), regions.progress);
      render(aboutView(result, store.ui.section, actions.toggleSection), regions.about);
    },
    toolbar() {
      render(toolbarView(store, actions), regions.toolbar);
    },
    decide() {
      render(decideView(store, actions), regions.decide);
      chooser.show(regions.decide.querySelector<HTMLElement>('#labels')!);
    },
    detail() {
      const { active } = store.selection;
      const open = actions.detailOpen() && active >= 0;
      const bringIntoView = showDetail(regions.detail, active, open);
      if (!open) return;
      store.model.evidence.want(String(active));
      render(detailView(store, actions), regions.detail);
      bringIntoView();
    },
    sort() {
      grid.showSort(store.ui.sort);
    },
    select(selection) {
      grid.select(selection, { reveal: true });
    },
    rows() {
      grid.repaint();
    },
    focusRows() {
      grid.focus();
    },
    cells() {
      grid.repaint();
      painter.detail();
    },
    evidence(position) {
      const found = store.model.evidence.get(String(position));
      if (found) {
        const { opposing, supporting, duplicates } = found;
        store.model.evidenceCells.want(
          Int32Array.from([...duplicates.slice(0, 10), ...opposing, ...supporting], (row) => row.position),
        );
      }
      if (position === store.selection.active) painter.detail();
    },
    list() {
      const { shown, searching } = store.model.list;
      painter.toolbar();
      if (searching) return;
      const { filter, sort } = store.ui;
      const keepPlace = listed?.filter === filter && listed.sort === sort;
      if (shown !== listed?.shown) grid.show(shown, { keepPlace });
      listed = { shown, filter, sort };
      showEmpty(regions.empty, shown.length);
      painter.decide();
      if (!keepPlace) context.announce(formatRows(shown.length));
    },
    stateChanged() {
      painter.head();
      painter.decide();
      painter.detail();
      grid.repaint();
      if (store.ui.filter.flagged) actions.updateList();
    },
    all() {
      listed = undefined;
      grid.setColumns(columns());
      painter.head();
      painter.sort();
      actions.updateList();
      grid.select(store.selection, { reveal: true });
      painter.detail();
    },
    dispose() {
      grid.dispose();
    },
  };

  const actions: Actions = createActions(store, context, painter);
  const chooser = createLabelChooser(store, () => actions);
  const grid = createGrid(
    regions.grid,
    'Training rows by how suspect their label is',
    columns(),
    gridListener(store, actions, { select: actions.choose, key: actions.key }),
  );
  return painter;
}
