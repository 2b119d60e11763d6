/** Which prediction an answer is about, in one line with a link to its row. */
import { html, type TemplateResult } from 'lit-html';
import type { DatasetHead, ExplainedTarget } from '../../extension/contract/documents';
import type { RecordRef } from '../../extension/contract/records';
import type { Bridge } from '../bridge';
import { formatCount, formatProbability } from '../format/numbers';
import { isOwnFile } from '../format/rowNames';
import { baseName } from '../format/words';

export function targetLine(
  dataset: DatasetHead,
  target: ExplainedTarget,
  ref: RecordRef,
  post: Bridge['post'],
): TemplateResult {
  const { file, row, label, predicted, explained, probabilities } = target;
  const sure = (name: string) => formatProbability(probabilities[name] ?? Number.NaN);
  return html`<p class="target quiet">
    The prediction:
    <button
      class="link"
      title="Open this row in its file"
      @click=${() => post({ type: 'open', ref, focus: true })}
    >
      ${baseName(file)}${isOwnFile(dataset, target) ? '' : ` row ${formatCount(row)}`}</button
    >, ${label === undefined ? '' : html`labelled <b>${label}</b>, `}predicted <b>${predicted}</b>
    <span class="numbers">(${sure(predicted)})</span>${
      explained === predicted
        ? ''
        : html`; explained as <b>${explained}</b> <span class="numbers">(${sure(explained)})</span>`
    }.
  </p>`;
}
