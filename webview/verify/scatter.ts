/** The plot of a verification, with its reading; the arrow keys go from point to point, Enter opens the row. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount, formatInUnit, formatLoneChange, formatPoints, unitSuffix } from '../format/numbers';
import { readablePlot } from '../plot/readablePlot';
import { pointAt, scatterPlotView, type ScatterPlot } from '../plot/scatterPlot';
import type { VerifiedRows } from './rows';

const WIDEST = 560;
const SHAPE = 0.82;

interface Reading {
  chosen: number;
  choose(index: number): void;
  open(index: number): void;
}

export function scatterView(verified: VerifiedRows, width: number, reading: Reading): TemplateResult {
  const { rows, predicted, agreement, unit } = verified;
  const { chosen, choose, open } = reading;
  const side = Math.min(WIDEST, width);
  const plot: ScatterPlot = {
    points: rows.map(({ actual, chosen: kind }, i) => ({ x: predicted[i], y: actual, kind })),
    chosen,
    slope: agreement.all.slope,
    format: (value) => formatInUnit(value, unit),
    width: side,
    height: Math.round(side * SHAPE),
  };
  // From left to right, for the arrow keys.
  const order = [...rows.keys()].sort((a, b) => predicted[a] - predicted[b]);
  const place = order.indexOf(chosen);
  return html`<div class="plot-title">
      <h2>Change of the loss${unitSuffix(unit)} without each row</h2>
    </div>
    ${readablePlot(
      {
        name: 'scatter',
        label: 'Rows by predicted change',
        width: plot.width,
        height: plot.height,
        order,
        place,
        chosen,
        onward: 'ArrowUp',
        describe: (index) => describe(verified, index),
        pointAt: (x, y) => pointAt(plot, x, y),
        choose,
        open,
      },
      scatterPlotView(plot),
    )}
    <ul class="key quiet">
      ${keyEntries(verified)}
      <li><span class="stroke identity"></span> exactly as predicted</li>
      ${agreement.all.slope === null ? nothing : html`<li><span class="stroke fit"></span> fitted to the points</li>`}
    </ul>
    <p class="reading numbers">
      ${chosen < 0 ? 'Point at a row, or move with the arrow keys; click or Enter opens it.' : describe(verified, chosen)}
    </p>`;
}

function keyEntries({ rows }: VerifiedRows): TemplateResult[] {
  const kinds = new Set(rows.map(({ chosen }) => chosen));
  return [
    ...(kinds.has('top') ? [html`<li><span class="mark top"></span> strongest</li>`] : []),
    ...(kinds.has('random') ? [html`<li><span class="mark random"></span> random</li>`] : []),
    ...(kinds.has('asked') ? [html`<li><span class="mark asked"></span> chosen</li>`] : []),
  ];
}

function describe({ rows, predicted, decimals }: VerifiedRows, index: number): string {
  const row = rows[index];
  if (row === undefined) return '';
  const points = formatPoints(row.actualProbabilityDelta, decimals);
  return `Line ${formatCount(row.line)}, ${row.label}: predicted ${formatLoneChange(predicted[index])}, actual ${formatLoneChange(row.actual)} (${points}).`;
}
