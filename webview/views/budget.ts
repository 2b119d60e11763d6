/** How many rows are worth checking: what each score finds of planted errors, and how test accuracy recovers. */
import { html, nothing, render } from 'lit-html';
import type { PanelState, RequestOf, ResultOf } from '../../extension/contract/panel';
import { bestOf } from '../budget/curves';
import { headView, plotControls, readingView } from '../budget/head';
import { orderName } from '../budget/names';
import { accuracyPlot, foundPlot } from '../budget/plots';
import { tableView } from '../budget/table';
import { initialUi } from '../budget/ui';
import { formatRows, formatShare } from '../format/numbers';
import { linePlotView, placeAt, type LinePlot } from '../plot/linePlot';
import { readAt } from '../plot/lines';
import { failedChecks } from '../shell/checks';
import type { View } from './types';

const HEIGHT = { found: 280, accuracy: 180 };
/** Rows that a user is first taken to be able to check. */
const FIRST_ROWS = 200;

export const budgetView: View<'budget'> = (root, context, savedUi) => {
  let ui = initialUi(savedUi);
  let shown: {
    state: PanelState & { request: RequestOf<'budget'> };
    result: ResultOf<'budget'>;
    revision: number;
  };

  const keep = (change: Partial<typeof ui>) => {
    ui = { ...ui, ...change };
    context.save(ui);
    paint();
  };

  const plotWidth = () => Math.max(0, Math.min(940, root.clientWidth - 32));

  const paint = () => {
    if (!shown) return;
    const { state, result } = shown;
    const { budget, head } = result;
    const rows = Math.min(budget.rows, ui.rows ?? Math.min(FIRST_ROWS, budget.rows));
    const width = plotWidth();
    const plot = foundPlot(budget, rows, ui.whole, { width, height: HEIGHT.found });
    const recovery = accuracyPlot(budget, { width, height: HEIGHT.accuracy });
    const reading = readingOf(result, rows);
    render(
      html`<div class="view budget">
        ${failedChecks(head.checks)}
        <section class="head" aria-label="Question">
          <div class="summary">${headView(state, result, context)}</div>
        </section>
        <section class="plot" aria-label="What checking finds">
          <div class="plot-title">
            <h2>Errors found, by rows checked</h2>
            <span class="controls"
              >${plotControls(
                ui.whole,
                (whole) => keep({ whole }),
                () =>
                  context.post({ type: 'export', revision: shown.revision, positions: new Int32Array(0) }),
              )}</span
            >
          </div>
          ${readingView(result, reading)}
          <svg
            class="found"
            role="slider"
            tabindex="0"
            aria-label="Rows checked"
            aria-valuemin="0"
            aria-valuemax=${budget.rows}
            aria-valuenow=${rows}
            aria-valuetext=${`Checking ${formatRows(rows)} finds ${formatShare(reading.found)} of the planted errors`}
            width=${width}
            height=${HEIGHT.found}
            @pointermove=${(event: PointerEvent) => keep({ rows: rowsAt(plot, event) })}
            @pointerdown=${(event: PointerEvent) => keep({ rows: rowsAt(plot, event) })}
            @keydown=${(event: KeyboardEvent) => onKey(event, rows, budget.rows)}
          >
            ${linePlotView(plot)}
          </svg>
          <p class="axis quiet">
            rows checked, most suspect first; bands are one standard deviation of the draws
          </p>
        </section>
        ${
          recovery
            ? html`<section class="plot" aria-label="What mending them brings">
                <div class="plot-title"><h2>Test accuracy when the rows checked are mended</h2></div>
                <svg
                  role="img"
                  aria-label=${describeRecovery(recovery)}
                  width=${width}
                  height=${HEIGHT.accuracy}
                >
                  ${linePlotView(recovery)}
                </svg>
                <p class="axis quiet">rows checked</p>
              </section>`
            : nothing
        }
        ${tableView(budget)}
      </div>`,
      root,
    );
  };

  const onKey = (event: KeyboardEvent, rows: number, all: number) => {
    const page = Math.max(1, Math.round(all / 20));
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: page,
      PageDown: -page,
      Home: -all,
      End: all,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? by * 10 : by;
    keep({ rows: Math.min(all, Math.max(0, rows + step)) });
  };

  const resized = new ResizeObserver(paint);
  resized.observe(root);
  return {
    update(state, result, revision) {
      shown = { state, result, revision };
      paint();
    },
    dispose: () => resized.disconnect(),
  };
};

function rowsAt(plot: LinePlot, event: PointerEvent): number {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return Math.round(placeAt(plot, event.clientX - box.left));
}

function readingOf({ budget }: ResultOf<'budget'>, rows: number) {
  const best = bestOf(budget);
  const random = budget.curves.find(({ order }) => order === 'random');
  const read = (values: readonly number[] | undefined) =>
    values ? readAt(budget.checked, values, rows / budget.rows) : Number.NaN;
  return {
    rows,
    found: read(best?.found),
    spread: budget.planted.draws > 1 ? read(best?.spread) : 0,
    random: read(random?.found),
    score: best ? orderName(best.order) : '',
  };
}

function describeRecovery({ series, formatY, level }: LinePlot): string {
  const parts = series.map(
    ({ name, y }) => `${name}: from ${formatY(y[0] ?? Number.NaN)} to ${formatY(y.at(-1) ?? Number.NaN)}`,
  );
  return `Test accuracy by rows checked. ${parts.join('; ')}. With the labels as they are: ${formatY(level?.y ?? Number.NaN)}.`;
}
