/** The active row in full: what would happen without it, and its cells beside those of the explained row. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ShownExplanation } from '../../extension/contract/shown';
import type { RecordCells } from '../../extension/contract/records';
import { isContent, type Difference } from '../data/differences';
import { passages, wordsOf } from '../data/words';
import {
  formatCount,
  formatLoneChange,
  formatPoints,
  formatProbability,
  formatSigned,
  formatSignificant,
  decimalsFor,
} from '../format/numbers';
import { baseName } from '../format/words';
import { shortCell } from '../rows/cells';
import { button, iconButton } from '../ui/button';
import { icon } from '../ui/icon';
import { scaleWell } from '../ui/pictures';
import type { Actions } from './actions';
import { probabilityWithout, type ExplanationRows } from './rows';
import { isFlagged } from '../rows/store';
import type { Store } from './store';

/** Columns compared before the user asks for all. */
const COMPARED = 40;
/** Longest text shown of a cell. */
const TEXT = 1500;
/** Standard deviations that fill a bar. */
const FULL_BAR = 3;

export function detailView(store: Store, actions: Actions): TemplateResult {
  const { rows } = store.model;
  const position = store.selection.active;
  const flagged = isFlagged(store, position);
  const { training } = rows.result;
  return html`
    <div class="detail-head">
      <h2>
        ${
          training.files === undefined
            ? `Line ${formatCount(training.line[position])}`
            : baseName(training.files[position])
        }
        <span class="quiet">row ${formatCount(training.row[position])}</span>
      </h2>
      <span class="spring"></span>
      ${iconButton({ label: 'Open the row in its file (Enter)', icon: 'go-to-file', onClick: () => actions.openRow(position, true) })}
      ${iconButton({ label: flagged ? 'Remove the flag (F)' : 'Flag as a suspected mislabel (F)', icon: 'flag', pressed: flagged, onClick: () => actions.flag(position) })}
      ${iconButton({ label: 'Hide the details', icon: 'close', onClick: actions.toggleDetail })}
    </div>
    ${effectText(rows, position)}
    <div class="actions">
      ${button({ label: 'Why', icon: 'question', hint: 'Why this row matters for the prediction (W)', onClick: () => actions.whyRow(position) })}
      ${button({ label: 'Verify', icon: 'beaker', hint: 'Really retrains without this row (V)', onClick: () => actions.verify(Int32Array.of(position)) })}
      ${button({ label: 'Explain', icon: 'search-fuzzy', hint: 'Explain the prediction for this row (E)', onClick: () => actions.explainRow(position) })}
    </div>
    ${factList(rows, position)} ${comparison(store, actions)}
  `;
}

/** Whether what is shown takes the row's leverage into account; else it is the influence alone. */
function isCorrected({ removalForecast, forecastRows }: ShownExplanation, position: number): boolean {
  return removalForecast !== undefined && forecastRows?.[position] !== 0;
}

function effectText(rows: ExplanationRows, position: number): TemplateResult {
  const { target } = rows.result;
  const corrected = isCorrected(rows.result, position);
  const change = rows.effect[position];
  const after = probabilityWithout(rows, position);
  const points = after - rows.before;
  const decimals = decimalsFor(Math.abs(points) * 100, 2, 1, 8);
  const lossDecimals = decimalsFor(Math.abs(change), 2, 3, 10);
  const kind = change === 0 ? '' : change > 0 ? 'helpful' : 'harmful';
  return html`<p class="effect">
      Without this row,
      <span class="numbers"
        >P(${target.explained}) ${formatProbability(rows.before, decimals)} →
        <b>${formatProbability(after, decimals)}</b></span
      >
      <span class="quiet numbers" title="percentage points">${formatPoints(points, decimals)}</span>, loss
      <span class="numbers"
        >${target.loss.toFixed(lossDecimals)} → <b>${(target.loss + change).toFixed(lossDecimals)}</b></span
      >
      <span class="quiet numbers">${formatLoneChange(change)}</span>${corrected ? '' : ' (to first order)'}.
    </p>
    <p class="quiet">
      ${
        kind === ''
          ? 'It has no effect on this prediction.'
          : html`<span class="sign ${kind}" aria-hidden="true">${kind === 'helpful' ? '▲' : '▼'}</span> ${
                kind === 'helpful' ? 'Helpful' : 'Harmful'
              }
              for “${target.explained}”, number ${formatCount(rows.byEffect.indexOf(position) + 1)} of
              ${formatCount(rows.count)} by effect.`
      }
    </p>`;
}

function factList({ result, selfInfluence }: ExplanationRows, position: number): TemplateResult {
  const { training } = result;
  const label = training.classes[training.label[position]] ?? '';
  const predicted = training.classes[training.predicted[position]] ?? '';
  const self = selfInfluence?.[position];
  const rank =
    selfInfluence && self !== undefined
      ? 1 + selfInfluence.filter((value) => value > self).length
      : undefined;
  return html`<dl class="row-facts">
    <div>
      <dt>Label</dt>
      <dd>${label}</dd>
    </div>
    <div>
      <dt>Predicted</dt>
      <dd>
        ${predicted}${label === predicted ? nothing : html` ${icon('warning', 'warn')}<span class="visually-hidden"> not its label</span>`}
      </dd>
    </div>
    <div>
      <dt title="Probability that the model gives to the row’s own label.">P(${label})</dt>
      <dd class="numbers">${formatProbability(training.probability[position])}</dd>
    </div>
    <div>
      <dt title="How much the row bends the model towards itself.">Self-influence</dt>
      <dd class="numbers">
        ${self === undefined ? '…' : formatSignificant(self)}${
          rank === undefined ? nothing : html` <span class="quiet">number ${formatCount(rank)}</span>`
        }
      </dd>
    </div>
    ${
      !isCorrected(result, position)
        ? nothing
        : html`<div>
            <dt title="Change of the loss by influence alone, before the correction for the row’s leverage.">
              First order
            </dt>
            <dd class="numbers">${formatLoneChange(result.removalDelta[position])}</dd>
          </div>`
    }
  </dl>`;
}

function comparison({ model, selection, allColumns }: Store, actions: Actions): TemplateResult {
  const { rows, cells, differ } = model;
  const record = cells.get(selection.active);
  if (!record) return html`<p class="quiet">${cells.failure ?? 'Reading its cells…'}</p>`;
  const { columns, targetCells } = rows.result;
  const compared = differ.of(record);
  const images = columns.flatMap(({ kind }, column) => (kind === 'image' ? [{ column, size: 0 }] : []));
  const others = columns.flatMap(({ kind }, column) =>
    isContent(kind) || kind === 'image' ? [] : [{ column, size: 0 }],
  );
  const shown = [...images, ...(allColumns ? [...compared, ...others] : compared.slice(0, COMPARED))];
  const hidden = images.length + compared.length + others.length - shown.length;
  return html`<table class="compare">
      <caption class="visually-hidden">
        Cells of this row and of the explained row, the most different first
      </caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">This row</th>
          <th scope="col">Explained</th>
          <th
            scope="col"
            title="Numbers in standard deviations of the training rows; texts by the words they share."
          >
            Difference, std
          </th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((difference) => comparedCell(rows, record, targetCells, difference))}
      </tbody>
    </table>
    ${
      hidden > 0
        ? html`<button class="link" @click=${actions.showAllColumns}>
            Show ${formatCount(hidden)} more columns
          </button>`
        : nothing
    }`;
}

function comparedCell(
  { result }: ExplanationRows,
  record: RecordCells,
  explained: RecordCells,
  { column, size, deviations }: Difference,
): TemplateResult {
  const { name, kind } = result.columns[column];
  const own = record.cells[column] ?? '';
  const other = explained.cells[column] ?? '';
  const same = own === other;
  if (kind === 'image' && record.image !== undefined) {
    return html`<tr class="pictures">
      <th scope="row" title=${name}>${name}</th>
      <td><img src=${record.image} alt=${own} title=${own} @load=${scaleWell} /></td>
      <td colspan="2">
        ${explained.image === undefined ? other : html`<img src=${explained.image} alt=${other} title=${other} @load=${scaleWell} />`}
      </td>
    </tr>`;
  }
  if (kind === 'text') {
    return html`<tr class="long">
      <th scope="row" title=${name}>${name}</th>
      <td colspan="3">
        ${text(own, other)}
        <p class="quiet numbers">${difference(kind, size, deviations, same)}</p>
      </td>
    </tr>`;
  }
  return html`<tr class=${same ? 'same' : ''}>
    <th scope="row" title=${name}>${name}</th>
    <td class="numbers" title=${own}>${shortCell(own)}</td>
    <td class="numbers quiet" title=${other}>${shortCell(other)}</td>
    <td class="numbers quiet">
      ${
        deviations === undefined
          ? nothing
          : html`<span class="deviation" aria-hidden="true"
              ><span
                class=${deviations < 0 ? 'below' : 'above'}
                .style=${`width: ${Math.min(1, size / FULL_BAR) * 50}%`}
              ></span
            ></span>`
      }${difference(kind, size, deviations, same)}
    </td>
  </tr>`;
}

function text(own: string, other: string): TemplateResult {
  return html`<div class="text">
    ${passages(own, wordsOf(other), TEXT).map(({ text, shared }) => (shared ? html`<b>${text}</b>` : text))}
  </div>`;
}

function difference(kind: string, size: number, deviations: number | undefined, same: boolean): string {
  if (same) return 'same';
  if (deviations !== undefined) return formatSigned(deviations, 1);
  if (kind === 'text') return `${Math.round((1 - size) * 100)} % of the words shared (bold)`;
  return 'other';
}
