/** The change in numbers: the sum of the single rows, the rows taken together, and what retraining found. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { GroupChange, WhatIfDocument } from '../../extension/contract/groups';
import {
  decimalsFor,
  formatPoints,
  formatProbability,
  formatRows,
  formatShare,
  formatSignificant,
} from '../format/numbers';
import { icon } from '../ui/icon';

/** Share of the forecast by which the sum must be off to be shown. */
const DIFFERS = 0.01;
/** Share of what retraining found within which the forecast counts as right. */
const CLOSE = 0.1;
/** Times too much or too little that are told as a share. */
const FAR = 4;

export function outcomeView(whatIf: WhatIfDocument): TemplateResult {
  const { loss, probability, testLoss, testAccuracy, target, dataset } = whatIf;
  const sums = differs(loss) || (testLoss !== undefined && differs(testLoss));
  const actual = loss.actual !== undefined;
  const finest = decimalsFor(Math.abs(probability.forecast) * 100, 2, 2, 8);
  const points = (change: number | undefined) => (change === undefined ? '–' : formatPoints(change, finest));
  return html`<h2>What it changes</h2>
    <table class="compare outcome">
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">Of</span></th>
          <th scope="col">Now</th>
          ${sums ? html`<th scope="col" title="First order: each row’s effect on its own, added up.">Sum of the rows</th>` : nothing}
          <th scope="col" title="Newton steps of the changed problem: rows that back each other up are seen.">
            ${sums ? 'Rows together' : 'Predicted'}
          </th>
          ${actual ? html`<th scope="col">Retrained</th>` : nothing}
        </tr>
      </thead>
      <tbody class="numbers">
        ${lossRow(`Loss on “${target.explained}”`, loss, sums)}
        <tr>
          <th scope="row">P(${target.explained})</th>
          <td>${formatProbability(probability.before)}</td>
          ${sums ? html`<td class="quiet">–</td>` : nothing}
          <td><b>${points(probability.forecast)}</b></td>
          ${actual ? html`<td>${points(probability.actual)}</td>` : nothing}
        </tr>
        ${testLoss === undefined ? nothing : lossRow(`Mean loss of ${formatRows(dataset.testRows)} for testing`, testLoss, sums)}
        ${
          testAccuracy === undefined || !actual
            ? nothing
            : html`<tr>
                <th scope="row">Test accuracy</th>
                <td>${formatProbability(testAccuracy.before)}</td>
                ${sums ? html`<td class="quiet">–</td>` : nothing}
                <td class="quiet">–</td>
                <td>
                  ${points(testAccuracy.actual === undefined ? undefined : testAccuracy.actual - testAccuracy.before)}
                </td>
              </tr>`
        }
      </tbody>
    </table>
    <p class="quiet">${sumText(sums)}</p>
    ${actual ? verdict(loss) : nothing}`;
}

function differs({ firstOrder, forecast }: GroupChange): boolean {
  return Math.abs(firstOrder - forecast) > DIFFERS * Math.abs(forecast);
}

function lossRow(
  name: string,
  { before, firstOrder, forecast, actual }: GroupChange,
  sums: boolean,
): TemplateResult {
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${formatSignificant(before, 4)}</td>
    ${sums ? html`<td>${signed(firstOrder)}</td>` : nothing}
    <td><b>${signed(forecast)}</b></td>
    ${actual === undefined ? nothing : html`<td>${signed(actual)}</td>`}
  </tr>`;
}

function signed(change: number): string {
  return `${change > 0 ? '+' : ''}${formatSignificant(change)}`;
}

function sumText(sums: boolean): string {
  return sums
    ? 'The sum of the single rows and the rows taken together differ: once some are gone, those that are left count for more.'
    : 'The sum of the single rows’ effects says the same.';
}

function verdict({ forecast, actual = 0 }: GroupChange): TemplateResult {
  const share = actual === 0 ? Number.NaN : forecast / actual;
  const close = Math.abs(share - 1) <= CLOSE;
  return html`<p class="verdict">
    ${icon(close ? 'pass' : 'warning', close ? 'pass' : 'warn')}
    <span>${close ? confirmed(share) : refuted(share)}</span>
  </p>`;
}

function confirmed(share: number): TemplateResult {
  return html`Retraining confirms it: the forecast of the loss is
    <b class="numbers">${formatShare(share)}</b> of what it brought.`;
}

function refuted(share: number): TemplateResult | string {
  if (!(share > 0))
    return 'Retraining went the other way than the forecast: do not rely on it for this group.';
  if (share > 1 / FAR && share < FAR)
    return html`The forecast of the loss is <b class="numbers">${formatShare(share)}</b> of what retraining
      brought: take its direction, not its size.`;
  return 'The forecast is far from what retraining brought: too much changes at once. Go by the retrained numbers.';
}
