/** Which row it is, what it does to which prediction, and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatLoneChange } from '../format/numbers';
import { rowName, rowPlace } from '../format/rowNames';
import { baseName } from '../format/words';
import { placeView } from '../shell/place';
import { targetLine } from '../shell/targetLine';
import { button, iconButton } from '../ui/button';
import type { Page } from '../views/page';
import type { WhyUi } from './ui';

export function headView({ state, result, revision, context }: Page<'why', WhyUi>): TemplateResult {
  const { post } = context;
  const { request } = state;
  const { dataset, target, choice } = request;
  const { row, removalDelta } = result.why;
  const ref = { set: 'train' as const, row: row.row };
  return html`<div class="summary">
    ${placeView(
      state,
      html`<button
          class="link"
          title="Open this row in its file"
          @click=${() => post({ type: 'open', ref, focus: true })}
        >
          ${baseName(row.file)}
        </button>
        <span class="quiet numbers">${rowPlace(result.why.dataset, row)}</span>`,
      post,
    )}
    <h1>${heading(result.why)}</h1>
    <p>
      Without it the loss would ${removalDelta > 0 ? 'rise' : 'fall'} by about
      <b class="numbers">${formatLoneChange(Math.abs(removalDelta)).replace('+', '')}</b>
      <span class="quiet">(first order)</span>. It is labelled
      <b>${row.label}</b
      >${row.predicted === row.label ? ', as the model predicts.' : html`; the model predicts <b>${row.predicted}</b> for it.`}
    </p>
    ${targetLine(result.why.dataset, result.why.target, request.target, post)}
    <div class="actions">
      ${button({
        label: 'Verify by retraining',
        icon: 'beaker',
        hint: 'Fits the model again without this row',
        onClick: () =>
          post({
            type: 'ask',
            request: {
              view: 'whatIf',
              dataset,
              target,
              choice,
              group: { rows: [row.row] },
              action: { do: 'remove' },
              verify: true,
            },
            replace: false,
          }),
      })}
      ${button({
        label: 'Explain this row',
        icon: 'search-fuzzy',
        hint: 'Explains the prediction for this training row itself',
        onClick: () =>
          post({
            type: 'ask',
            request: { view: 'explanation', dataset, target: ref, choice: { by: 'label' } },
            replace: false,
          }),
      })}
      ${
        result.why.cells === undefined
          ? nothing
          : iconButton({
              label: 'Export what its cells push as CSV or JSON',
              icon: 'export',
              onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
            })
      }
    </div>
  </div>`;
}

function heading({
  dataset,
  row,
  target,
  removalDelta,
}: Page<'why', WhyUi>['result']['why']): TemplateResult {
  const line = rowName(dataset, row);
  if (removalDelta === 0) return html`Why ${line} has no effect on this prediction`;
  const kind = removalDelta > 0 ? 'helpful' : 'harmful';
  return html`Why ${line} is <b>${kind}</b>
    <span class="sign ${kind}" aria-hidden="true">${removalDelta > 0 ? '▲' : '▼'}</span> for
    “${target.explained}”`;
}
