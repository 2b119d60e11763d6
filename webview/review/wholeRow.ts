/** All cells of the active row; words of texts are marked by the label that they speak for. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LabelEvidence } from '../../extension/contract/review';
import { weighWords } from '../data/colouredText';
import { formatCount } from '../format/numbers';
import { shortCell } from '../rows/cells';
import type { Actions } from './actions';
import type { Store } from './store';

/** Columns shown before the user asks for all. */
const SHOWN = 40;
/** Longest text shown of a cell. */
const TEXT = 4000;

export function wholeRowView(
  { model, allCells }: Store,
  position: number,
  evidence: LabelEvidence | undefined,
  actions: Actions,
): TemplateResult {
  const record = model.cells.get(position);
  if (!record) return html`<p class="quiet">${model.cells.failure ?? 'Reading its cells…'}</p>`;
  const columns = model.rows.result.columns.map((column, i) => ({ ...column, cell: record.cells[i] ?? '' }));
  const shown = allCells ? columns : columns.slice(0, SHOWN);
  const hidden = columns.length - shown.length;
  const texts = shown.some(({ kind }) => kind === 'text');
  return html`<h3>The whole row</h3>
    ${texts && evidence?.contributions ? key(evidence) : nothing}
    <table class="compare whole">
      <caption class="visually-hidden">
        All cells of the row
      </caption>
      <tbody>
        ${shown.map(
          ({ name, kind, cell }) =>
            html`<tr class=${kind === 'text' ? 'long' : ''}>
              <th scope="row" title=${name}>${name}</th>
              <td class="numbers" title=${kind === 'text' ? nothing : cell}>
                ${kind === 'text' ? text(name, cell, evidence) : shortCell(cell)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      hidden > 0
        ? html`<button class="link" @click=${() => actions.toggle('allCells')}>
            Show ${formatCount(hidden)} more columns
          </button>`
        : nothing
    }`;
}

function key({ given, against }: LabelEvidence): TemplateResult {
  return html`<p class="key quiet">
    Words that speak for <span class="word other">${against}</span> and for
    <span class="word own">${given}</span>
  </p>`;
}

function text(column: string, cell: string, evidence: LabelEvidence | undefined): TemplateResult {
  const weights = new Map<string, number>();
  for (const { column: of, term, contribution } of evidence?.contributions ?? []) {
    if (of === column && term !== undefined) weights.set(term.toLowerCase(), contribution);
  }
  return html`<div class="text">
    ${weighWords(cell, weights, TEXT).map(({ text, weight }) =>
      weight === 0 ? text : html`<span class="word ${weight > 0 ? 'other' : 'own'}">${text}</span>`,
    )}
  </div>`;
}
