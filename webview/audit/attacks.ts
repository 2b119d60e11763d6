/** The attacks, the successful ones first; the one that is chosen shows its edit. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { AuditRow } from '../../extension/contract/audit';
import type { AuditAnswer } from '../../extension/contract/panel';
import type { RecordRef } from '../../extension/contract/records';
import { formatCount, formatProbability } from '../format/numbers';
import { isOwnFile, rowName } from '../format/rowNames';
import { icon } from '../ui/icon';

/** Attacks shown before the user asks for all. */
const SHOWN = 20;

interface AttackActions {
  choose(index: number): void;
  open(ref: RecordRef): void;
  showAll(): void;
}

export function attacksView(
  answer: AuditAnswer,
  { chosen, all }: { chosen: number; all: boolean },
  { choose, open, showAll }: AttackActions,
): TemplateResult {
  const { rows } = answer.document;
  const shown = all ? rows : rows.slice(0, SHOWN);
  const link = (set: 'train' | 'test', named: AuditRow | AuditRow['training']) =>
    html`${thumbnail(answer, set, named.row)}<button
        class="link"
        title="Open ${named.file}${isOwnFile(answer.head.dataset, named) ? '' : `, line ${named.line}`}"
        @click=${() => open({ set, row: named.row })}
      >
        ${rowName(answer.head.dataset, named)}
      </button>`;
  return html`<table class="compare attacks">
      <thead>
        <tr>
          <th scope="col">Prediction</th>
          <th scope="col">Label</th>
          <th scope="col" title="Probability of the label, before and with the edit, the model fitted again.">
            Sure of its label
          </th>
          <th scope="col">Outcome</th>
          <th scope="col">By editing</th>
          <th scope="col">Label</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (row, i) =>
            html`<tr
              class=${i === chosen ? 'chosen' : ''}
              aria-selected=${String(i === chosen)}
              data-row=${row.row}
              @click=${() => choose(i)}
              @focusin=${() => choose(i)}
            >
              <th scope="row">${link('test', row)}</th>
              <td title=${row.label}>${row.label}</td>
              <td class="numbers sure">${sureView(row)}</td>
              <td class="outcome">
                ${
                  row.flipped
                    ? html`${icon('warning', 'warn')} flips to <b>${row.predicted}</b>`
                    : html`${icon('pass', 'pass')} <span class="quiet">holds</span>`
                }
              </td>
              <td>${link('train', row.training)}</td>
              <td title=${row.training.label}>${row.training.label}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      shown.length < rows.length
        ? html`<button class="link" @click=${showAll}>
            Show ${formatCount(rows.length - shown.length)} more
          </button>`
        : nothing
    }`;
}

/** Both probabilities, and a bar from the one to the other. */
function sureView({ before, after }: AuditRow): TemplateResult {
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  return html`<span class="track" aria-hidden="true"
      ><span class="rest" .style=${`width: ${low * 100}%`}></span
      ><span class="lost" .style=${`left: ${low * 100}%; width: ${(high - low) * 100}%`}></span></span
    >${formatProbability(before)} → ${formatProbability(after)}`;
}

function thumbnail(
  { records }: AuditAnswer,
  set: 'train' | 'test',
  row: number,
): TemplateResult | typeof nothing {
  const image = records.find(({ ref }) => ref.set === set && ref.row === row)?.image;
  return image === undefined ? nothing : html`<img src=${image} alt="" />`;
}
