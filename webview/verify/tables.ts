/** The agreement in numbers, and the rows that were left out. */
import { html, type TemplateResult } from 'lit-html';
import type { Agreement, ValidateRow } from '../../extension/contract/documents';
import {
  formatCount,
  formatFixed,
  formatInUnit,
  formatPoints,
  formatShare,
  unitSuffix,
} from '../format/numbers';
import type { VerifiedRows } from './rows';

const CHOSEN: Record<ValidateRow['chosen'], string> = {
  top: 'strongest',
  random: 'random',
  asked: 'chosen',
};

export function agreementView({ agreement, unit }: VerifiedRows): TemplateResult {
  const lines: [string, Agreement][] = [
    ['All', agreement.all],
    ['Strongest', agreement.top],
    ['Random', agreement.random],
  ];
  const number = (value: number | null, decimals = 3) =>
    value === null ? '–' : formatFixed(value, decimals);
  return html`<table class="compare agreement">
    <caption class="visually-hidden">
      Agreement of the predicted with the actual changes
    </caption>
    <thead>
      <tr>
        <th scope="col">Rows</th>
        <th scope="col" title="Pearson’s correlation: 1 when the points lie on a line.">R</th>
        <th scope="col" title="Actual over predicted: 1 when the sizes are right.">Slope</th>
        <th scope="col" title="Correlation of the ranks: 1 when the order is right.">Spearman</th>
        <th scope="col" title="Rows whose change has the predicted sign.">Same sign</th>
        <th scope="col" title="Root mean square of actual minus predicted.">Error${unitSuffix(unit)}</th>
      </tr>
    </thead>
    <tbody class="numbers">
      ${lines
        .filter(([, { rows }]) => rows > 0)
        .map(
          ([name, { rows, r, slope, spearman, signAgreement, rmse }]) =>
            html`<tr>
              <th scope="row">${name} <span class="quiet">${formatCount(rows)}</span></th>
              <td>${number(r)}</td>
              <td>${number(slope, 2)}</td>
              <td>${number(spearman)}</td>
              <td>${signAgreement === null ? '–' : formatShare(signAgreement)}</td>
              <td>${formatInUnit(rmse, unit).replace('+', '')}</td>
            </tr>`,
        )}
    </tbody>
  </table>`;
}

export function rowsView(
  { rows, predicted, unit, decimals }: VerifiedRows,
  chosen: number,
  { choose, open }: { choose(index: number): void; open(index: number): void },
): TemplateResult {
  return html`<table class="compare verified">
    <caption class="visually-hidden">
      The rows that were left out, the largest predicted change first
    </caption>
    <thead>
      <tr>
        <th scope="col">Line</th>
        <th scope="col">Label</th>
        <th scope="col">Picked as</th>
        <th scope="col">Predicted${unitSuffix(unit)}</th>
        <th scope="col">Actual${unitSuffix(unit)}</th>
        <th scope="col">Probability, predicted</th>
        <th scope="col">actual</th>
      </tr>
    </thead>
    <tbody class="numbers">
      ${rows.map(
        (row, i) =>
          html`<tr
            class=${i === chosen ? 'chosen' : ''}
            data-row=${row.row}
            @pointerenter=${() => choose(i)}
            @focusin=${() => choose(i)}
          >
            <th scope="row">
              <button class="link" title="Open this row in its file" @click=${() => open(i)}>
                ${formatCount(row.line)}
              </button>
            </th>
            <td title=${row.label}>${row.label}</td>
            <td class="quiet">${CHOSEN[row.chosen]}</td>
            <td>${formatInUnit(predicted[i], unit)}</td>
            <td>${formatInUnit(row.actual, unit)}</td>
            <td>${formatPoints(row.removalProbabilityDelta, decimals)}</td>
            <td>${formatPoints(row.actualProbabilityDelta, decimals)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
