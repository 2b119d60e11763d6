/** The curves as a table. */
import { html, type TemplateResult } from 'lit-html';
import type { BudgetAnswer } from '../../extension/contract/review';
import { formatCount, formatProbability, formatShare } from '../format/numbers';
import { orderName } from './names';

export function tableView({ rows, checked, curves, recoveredAt, accuracyNow }: BudgetAnswer): TemplateResult {
  const recovered = curves.filter(({ accuracy }) => accuracy !== undefined);
  return html`<details class="numbers-table">
    <summary>The numbers as tables</summary>
    <table class="compare">
      <caption>
        Share of the planted errors found, mean ± standard deviation over the draws
      </caption>
      <thead>
        <tr>
          <th scope="col">Rows checked</th>
          ${curves.map(({ order }) => html`<th scope="col">${orderName(order)}</th>`)}
        </tr>
      </thead>
      <tbody class="numbers">
        ${checked.map(
          (share, k) =>
            html`<tr>
              <th scope="row">${formatCount(Math.round(share * rows))} (${formatShare(share)})</th>
              ${curves.map(
                ({ found, spread }) => html`<td>${formatShare(found[k])} ± ${formatShare(spread[k])}</td>`,
              )}
            </tr>`,
        )}
        <tr>
          <th scope="row">Area under the curve</th>
          ${curves.map(({ area }) => html`<td>${area.mean.toFixed(3)} ± ${area.sd.toFixed(3)}</td>`)}
        </tr>
      </tbody>
    </table>
    ${
      recovered.length === 0
        ? ''
        : html`<table class="compare">
            <caption>
              Test accuracy when the rows checked are mended; ${formatProbability(accuracyNow)} with the
              labels as they are
            </caption>
            <thead>
              <tr>
                <th scope="col">Rows checked</th>
                ${recovered.map(({ order }) => html`<th scope="col">${orderName(order)}</th>`)}
              </tr>
            </thead>
            <tbody class="numbers">
              ${recoveredAt.map(
                (share, k) =>
                  html`<tr>
                    <th scope="row">${formatCount(Math.round(share * rows))} (${formatShare(share)})</th>
                    ${recovered.map(({ accuracy }) => html`<td>${formatProbability(accuracy![k])}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </details>`;
}
