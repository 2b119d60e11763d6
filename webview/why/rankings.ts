/** The row's place when the ranking leaves something out, or goes by distance alone. */
import { html, type TemplateResult } from 'lit-html';
import type { WhyDocument } from '../../extension/contract/why';
import { formatCount, formatFixed } from '../format/numbers';
import { RANKING_WORDS } from '../format/rankings';

/** Rows at the head of each ranking that are compared. */
const FIRST = 10;

export function rankingsView({ rankings, dataset, parts }: WhyDocument): TemplateResult {
  const first = Math.min(FIRST, dataset.rows);
  return html`<h2>Beside other rankings</h2>
    <table class="compare rankings">
      <thead>
        <tr>
          <th scope="col">Ranked by</th>
          <th scope="col">This row</th>
          <th scope="col" title="Spearman’s correlation with the ranking by size of influence.">Agreement</th>
          <th scope="col" title="Rows that are among the first of this ranking and of that by influence.">
            First ${first} shared
          </th>
        </tr>
      </thead>
      <tbody>
        ${rankings.map(({ name, rank, spearman, shared }) => {
          const of =
            RANKING_WORDS[name === 'withoutHessian' && parts.of === 'gradients' ? 'gradientDot' : name];
          return html`<tr>
            <th scope="row">${of.name} <span class="quiet">${of.words}</span></th>
            <td class="numbers">
              <b>${formatCount(rank)}</b> <span class="quiet">of ${formatCount(dataset.rows)}</span>
            </td>
            <td class="numbers">
              <span class="correlation" aria-hidden="true"
                ><span .style=${`width: ${Math.max(0, spearman ?? 0) * 100}%`}></span></span
              >${spearman === null ? '–' : formatFixed(spearman, 2)}
            </td>
            <td class="numbers">${shared} of ${first}</td>
          </tr>`;
        })}
      </tbody>
    </table>
    <p class="quiet">
      Agreement is Spearman’s rank correlation over all training rows. Where a plain ranking puts the row far
      behind, what it leaves out is the reason that it matters.
    </p>`;
}
