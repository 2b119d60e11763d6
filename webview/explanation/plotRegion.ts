/** The plot with its words: what it shows, and the row under the pointer. Clicking selects that row. */
import { html, render } from 'lit-html';
import { shareOfTop } from '../data/rankCurve';
import { formatCount, formatLoneChange, formatShare, unitSuffix } from '../format/numbers';
import { describePlot, rankOf, rankPlotView, rowAt, type RankPlot } from '../plot/rankPlot';
import type { ExplanationRows } from './rows';

const HEIGHT = 132;
/** Beside an editor it stands above the rows, which need the room. */
const HEIGHT_IN_ONE_COLUMN = 100;
const ONE_COLUMN = 620;
/** Rows that the caption counts as the top. */
const TOP = 10;

export interface PlotRegion {
  show(rows: ExplanationRows, marked: number): void;
  dispose(): void;
}

export function createPlotRegion(region: HTMLElement, pick: (position: number) => void): PlotRegion {
  let rows: ExplanationRows | undefined;
  let marked = -1;
  let hovered = -1;
  let width = 0;

  const plotOf = ({ curve, effect, lossUnit }: ExplanationRows): RankPlot => ({
    curve,
    effect,
    unit: lossUnit,
    width,
    height: window.innerWidth < ONE_COLUMN ? HEIGHT_IN_ONE_COLUMN : HEIGHT,
    marked,
    hovered,
  });

  const at = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return rows ? rowAt(plotOf(rows), event.clientX - box.left, event.clientY - box.top) : -1;
  };

  const hover = (position: number) => {
    if (position === hovered) return;
    hovered = position;
    paint();
  };

  const paint = () => {
    if (!rows) return;
    const plot = plotOf(rows);
    render(
      html`<div class="plot-title">
          <span
            title="One curve for the helpful rows, one for the harmful ones; the rank axis is logarithmic."
          >
            Change of the loss${unitSuffix(rows.lossUnit)} without a row, by rank
          </span>
        </div>
        <svg
          role="img"
          aria-label=${describePlot(rows, rows.result.target.explained)}
          width=${plot.width}
          height=${plot.height}
          @pointermove=${(event: PointerEvent) => hover(at(event))}
          @pointerleave=${() => hover(-1)}
          @click=${(event: MouseEvent) => pick(at(event))}
        >
          ${rankPlotView(plot)}
        </svg>
        <div class="legend">
          <span class="quiet numbers">${caption(rows, hovered)}</span>
          <span class="spring"></span>
          <span class="sides">
            <span
              ><span class="sign helpful" aria-hidden="true">▲</span>
              ${formatCount(rows.curve.helpful.length)} helpful</span
            >
            <span
              ><span class="sign harmful" aria-hidden="true">▼</span>
              ${formatCount(rows.curve.harmful.length)} harmful</span
            >
          </span>
        </div>`,
      region,
    );
  };

  const resized = new ResizeObserver(() => {
    width = region.clientWidth;
    paint();
  });
  resized.observe(region);
  return {
    show(now, position) {
      if (rows !== now) hovered = -1;
      rows = now;
      marked = position;
      paint();
    },
    dispose: () => resized.disconnect(),
  };
}

function caption({ curve, effect, byEffect, result, count }: ExplanationRows, hovered: number): string {
  const place = rankOf(curve, effect, hovered);
  if (place) {
    const change = effect[hovered];
    const line = formatCount(result.training.line[hovered]);
    return `${place.side} ${formatCount(place.rank)}: line ${line}, ${formatLoneChange(change)}`;
  }
  if (count <= TOP) return '';
  return `top ${TOP}: ${formatShare(shareOfTop(effect, byEffect, TOP, curve.total))} of all effect`;
}
