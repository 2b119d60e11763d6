/** Rows that contradict the label and rows that hold it up, side by side, and rows that are alike. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { EvidenceRow, LabelEvidence } from '../../extension/contract/review';
import { decimalsFor, formatChange, formatCount } from '../format/numbers';
import type { Actions } from './actions';
import { contentParts } from './cells';
import type { Store } from './store';

/** Rows alike that are listed. */
const ALIKE = 10;

export function neighboursView(store: Store, evidence: LabelEvidence, actions: Actions): TemplateResult {
  const { opposing, supporting, duplicates, given } = evidence;
  const largest = Math.max(0, ...[...opposing, ...supporting].map(({ change }) => Math.abs(change)));
  const decimals = decimalsFor(largest, 2, 3, 8);
  const side = (title: string, hint: string, rows: readonly EvidenceRow[], none: string) =>
    html`<section>
      <h3 title=${hint}>${title}</h3>
      ${
        rows.length === 0
          ? html`<p class="quiet">${none}</p>`
          : html`<ul>
              ${rows.map(({ position, label, change }) =>
                neighbour(store, actions, position, label, formatChange(change, decimals)),
              )}
            </ul>`
      }
    </section>`;
  return html`
    ${duplicates.length === 0 ? nothing : duplicatesView(store, actions, evidence)}
    <div class="neighbours">
      ${side(
        'Rows that contradict it',
        `Without one of these rows the loss of the label “${given}” would fall by so much.`,
        opposing,
        'None.',
      )}
      ${side(
        'Rows that support it',
        `Without one of these rows the loss of the label “${given}” would rise by so much.`,
        supporting,
        'None.',
      )}
    </div>
  `;
}

function duplicatesView(
  store: Store,
  actions: Actions,
  { duplicates, given }: LabelEvidence,
): TemplateResult {
  const others = duplicates.filter(({ label }) => label !== given).length;
  const hidden = duplicates.length - ALIKE;
  return html`<section class="neighbours alike">
    <h3>
      ${formatCount(duplicates.length)} with the same
      cells${others === 0 ? ', labelled alike' : `, ${formatCount(others)} labelled otherwise`}
    </h3>
    <ul>
      ${duplicates.slice(0, ALIKE).map(({ position, label }) => neighbour(store, actions, position, label, ''))}
      ${hidden > 0 ? html`<li class="quiet">and ${formatCount(hidden)} more</li>` : nothing}
    </ul>
  </section>`;
}

function neighbour(
  { model }: Store,
  actions: Actions,
  position: number,
  label: string,
  change: string,
): TemplateResult {
  const line = formatCount(model.rows.result.training.line[position]);
  const record = model.evidenceCells.get(position);
  return html`<li>
    <button
      class="neighbour"
      title="Open this row in its file"
      @click=${() => actions.openRow(position, true)}
    >
      <span class="fact"><b>${label}</b> <span class="quiet numbers">line ${line}</span></span>
      <span class="quiet numbers">${change}</span>
      <span class="preview">${record ? contentParts(model.rows, record.cells) : '…'}</span>
    </button>
  </li>`;
}
