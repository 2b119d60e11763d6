/** Paints the regions of the explanation view from its store. */
import { render } from 'lit-html';
import type { ShownExplanation } from '../../extension/contract/shown';
import { createGrid } from '../grid/grid';
import { selectOne } from '../data/selection';
import { formatRows } from '../format/numbers';
import { gridListener } from '../rows/actions';
import { showEmpty } from '../rows/layout';
import { showDetail } from '../rows/showDetail';
import { rowContext } from '../rows/store';
import { failedEvidence } from '../shell/evidence';
import type { ViewContext } from '../views/types';
import { createActions, type Actions, type Paint } from './actions';
import { explanationColumns, hasImages } from './columns';
import { detailView } from './detail';
import { evidenceView } from './evidence';
import { headView } from './head';
import type { Regions } from './layout';
import { rankedByView } from './rankedBy';
import { createPlotRegion } from './plotRegion';
import type { Store } from './store';
import { toolbarView } from './toolbar';

export interface Painter extends Paint {
  /** Cells have come. */
  cells(): void;
  /** Another list of rows, or a search has started. */
  list(): void;
  selfInfluence(): void;
  /** The rows of the group that is looked at are known. */
  members(): void;
  /** Pin, request or staleness changed, and flags as it is told. */
  stateChanged(flags: boolean): void;
  /** Everything, for a new result. */
  all(): void;
  dispose(): void;
}

export function createPainter(store: Store, regions: Regions, context: ViewContext): Painter {
  const columns = () =>
    explanationColumns({
      ...rowContext(store),
      rows: () => store.model.rows,
      differ: () => store.model.differ,
    });
  let listed: Int32Array | undefined;

  const painter: Painter = {
    head() {
      const { result } = store.model.rows;
      const { state, allClasses } = store;
      render(failedEvidence({ state, result }), regions.banner);
      render(
        headView(
          result.target,
          result.training.classes,
          state,
          allClasses,
          { ...targetFacts(result), ranked: rankedByView(result, actions.rankBy) },
          actions,
        ),
        regions.prediction,
      );
      render(evidenceView(store, actions), regions.evidence);
    },
    toolbar() {
      render(toolbarView(store, actions), regions.toolbar);
    },
    detail() {
      const { active } = store.selection;
      const open = actions.detailOpen() && active >= 0;
      const bringIntoView = showDetail(regions.detail, active, open);
      if (!open) return;
      render(detailView(store, actions), regions.detail);
      bringIntoView();
    },
    plot() {
      plot.show(store.model.rows, store.selection.active);
    },
    sort() {
      grid.showSort(store.ui.sort);
      // Where not all columns have room, that one must be seen.
      regions.grid.dataset['sort'] = store.ui.sort.column;
    },
    cells() {
      grid.repaint();
      painter.detail();
    },
    list() {
      const { shown, searching } = store.model.list;
      painter.toolbar();
      if (searching) return;
      if (shown !== listed) grid.show(shown);
      listed = shown;
      showEmpty(regions.empty, shown.length);
      context.announce(formatRows(shown.length));
    },
    selfInfluence() {
      grid.repaint();
      painter.detail();
      actions.updateList();
    },
    members() {
      actions.updateList();
      const first = store.model.list.shown[0];
      if (first === undefined || store.model.member?.[store.selection.active] === 1) return;
      actions.choose(selectOne(first));
      grid.select(store.selection, { reveal: true });
    },
    stateChanged(flags) {
      painter.head();
      if (!flags) return;
      painter.detail();
      grid.repaint();
      if (store.ui.filter.flagged) actions.updateList();
    },
    all() {
      listed = undefined;
      const { result } = store.model.rows;
      regions.grid.classList.toggle('with-images', hasImages(result));
      regions.grid.classList.toggle('with-files', result.training.files !== undefined);
      grid.setColumns(columns());
      painter.head();
      painter.sort();
      actions.updateList();
      grid.select(store.selection, { reveal: true });
      painter.plot();
      painter.detail();
    },
    dispose() {
      grid.dispose();
      plot.dispose();
    },
  };

  const actions: Actions = createActions(store, context, painter);
  const plot = createPlotRegion(regions.plot, (position) => {
    if (position < 0) return;
    actions.choose(selectOne(position));
    grid.select(store.selection, { reveal: true });
  });
  const grid = createGrid(
    regions.grid,
    'Training rows, ranked',
    columns(),
    gridListener(store, actions, { select: actions.choose, key: actions.key }),
  );
  return painter;
}

function targetFacts({ targetCells, training }: ShownExplanation): { image?: string; isFile: boolean } {
  return { image: targetCells.image, isFile: training.files !== undefined };
}
