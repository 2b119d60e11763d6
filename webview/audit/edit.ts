/** The edit of the attack that is chosen: the training row beside itself, and what becomes of the prediction. */
import { html, type TemplateResult } from 'lit-html';
import type { AuditAnswer, RequestOf } from '../../extension/contract/panel';
import type { Bridge } from '../bridge';
import { formatCount, formatProbability } from '../format/numbers';
import { rowName } from '../format/rowNames';
import { button } from '../ui/button';
import { editedCellsView } from './cells';
import { picturesView } from './pictures';

export function editView(
  answer: AuditAnswer,
  index: number,
  { dataset }: RequestOf<'audit'>,
  post: Bridge['post'],
): TemplateResult {
  const { document, pictures, head } = answer;
  const row = document.rows[index]!;
  const picture = pictures[index];
  const { training, edited, flips } = row;
  const target = rowName(head.dataset, row);
  return html`<h2>The edit of ${rowName(head.dataset, training)}</h2>
    <p>
      ${formatCount(edited)} of its ${picture ? 'pixel values' : 'numbers'} ${edited === 1 ? 'is' : 'are'}
      changed. The model fitted again then
      ${row.flipped ? html`takes ${target} for <b>${row.predicted}</b>` : html`still predicts <b>${row.predicted}</b> for ${target}`}:
      <span class="numbers"
        ><b>${row.label}</b> goes from ${formatProbability(row.before)} to
        <b>${formatProbability(row.after)}</b></span
      >.
      ${
        flips > 0
          ? html`The same edit turns <b class="numbers">${formatCount(flips)}</b> of the
              ${formatCount(document.right)} test rows that are predicted right.`
          : ''
      }
    </p>
    ${picture ? picturesView(picture) : editedCellsView(answer, row)}
    <div class="actions">
      ${button({
        label: 'Explain the prediction',
        icon: 'search-fuzzy',
        hint: 'Which training rows this prediction hangs on, as the data are',
        onClick: () =>
          post({
            type: 'ask',
            request: {
              view: 'explanation',
              dataset,
              target: { set: 'test', row: row.row },
              choice: { by: 'label' },
            },
            replace: false,
          }),
      })}
      ${button({
        label: 'Open the training row',
        icon: 'go-to-file',
        onClick: () => post({ type: 'open', ref: { set: 'train', row: training.row }, focus: true }),
      })}
    </div>`;
}
