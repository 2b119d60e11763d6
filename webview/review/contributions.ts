/** What the row's cells say: bars to the right speak for the other label, bars to the left for the given one. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { CellContribution, LabelEvidence } from '../../extension/contract/review';
import { formatSigned } from '../format/numbers';
import { shortCell } from '../rows/cells';

/** Cells and words with a bar. */
const SHOWN = 12;

export function contributionsView({ contributions, given, against }: LabelEvidence): TemplateResult {
  if (!contributions || contributions.length === 0) return html``;
  const shown = contributions.slice(0, SHOWN);
  const largest = Math.abs(shown[0].contribution);
  return html`<h3>What its cells say</h3>
    <ul class="contributions" title="In units of the score (log-odds), against a row of average features.">
      <li class="sides" aria-hidden="true">
        <span></span>
        <span class="quiet"><span>◂ ${given}</span><span>${against} ▸</span></span>
      </li>
      ${shown.map((one) => bar(one, largest, { given, against }))}
    </ul>`;
}

function bar(
  { column, term, value, contribution }: CellContribution,
  largest: number,
  { given, against }: Pick<LabelEvidence, 'given' | 'against'>,
): TemplateResult {
  const other = contribution > 0;
  const share = largest === 0 ? 0 : Math.abs(contribution) / largest;
  return html`<li>
    <span
      class="what"
      title=${term === undefined ? `${column}: ${value}` : `${column}: “${term}”, ${value} times`}
      >${
        term === undefined
          ? html`<span class="quiet">${column}</span> ${shortCell(value)}`
          : html`<b>${term}</b
              >${Number(value) === 1 ? nothing : html` <span class="quiet">${value === '0' ? 'missing' : `× ${value}`}</span>`}`
      }</span
    >
    <span class="deviation" aria-hidden="true"
      ><span class=${other ? 'above other' : 'below own'} .style=${`width: ${share * 50}%`}></span
    ></span>
    <span class="numbers"
      >${formatSigned(contribution, 2)}<span class="visually-hidden">
        speaks for ${other ? against : given}</span
      ></span
    >
  </li>`;
}
