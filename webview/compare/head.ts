/** Which prediction, and how far the two models lean on the same rows. */
import { html, type TemplateResult } from 'lit-html';
import type { RecordRef } from '../../extension/contract/records';
import { formatCount, formatFixed, formatShare } from '../format/numbers';
import { isOwnFile } from '../format/rowNames';
import { baseName } from '../format/words';
import { placeView } from '../shell/place';
import { iconButton } from '../ui/button';
import type { Page } from '../views/page';
import { FIRST, type Sides } from './sides';
import type { CompareUi } from './ui';

/** Spearman's correlation from which influence is said to follow the distance. */
const FOLLOWS = 0.5;

export function headView(
  { state, result, revision, context }: Page<'compare', CompareUi>,
  { a, b }: Sides,
): TemplateResult {
  const { post } = context;
  const { request } = state;
  const { agreement } = result.compare;
  const { file, row, label } = a.target;
  const ref: RecordRef = request.target;
  return html`<div class="summary">
    ${placeView(
      state,
      html`<button
          class="link"
          title="Open this row in its file"
          @click=${() => post({ type: 'open', ref, focus: true })}
        >
          ${baseName(file)}${isOwnFile(a.head.dataset, a.target) ? '' : ` row ${formatCount(row)}`}
        </button>
        ${label === undefined ? '' : html`<span class="quiet">labelled ${label}</span>`}`,
      post,
    )}
    <h1>${predictions({ a, b })}, with <b>${agreement.shared} of ${FIRST}</b> leading rows in common</h1>
    <p>
      ${order(agreement.spearman)} <span class="numbers">${formatShare(agreement.sameSign)}</span> of the
      training rows help in both or harm in both. ${closeness({ a, b })}
    </p>
    <div class="actions">
      <span class="quiet">Explained as <b>${a.target.explained}</b>.</span>
      <span class="spring"></span>
      ${iconButton({
        label: 'Swap A and B',
        icon: 'arrow-swap',
        onClick: () =>
          post({
            type: 'ask',
            request: { ...request, dataset: request.other, other: request.dataset },
            replace: true,
          }),
      })}
      ${iconButton({
        label: 'Export all rows as CSV or JSON',
        icon: 'export',
        onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
      })}
    </div>
  </div>`;
}

function predictions({ a, b }: Sides): TemplateResult {
  const [first, second] = [a.target.predicted, b.target.predicted];
  return first === second
    ? html`Both models predict <b>${first}</b>`
    : html`A predicts <b>${first}</b> and B <b>${second}</b>`;
}

function order(spearman: number | null): TemplateResult {
  if (spearman === null) return html`Their rankings cannot be correlated.`;
  const words =
    spearman >= 0.8
      ? 'They rank the training rows much alike'
      : spearman >= 0.4
        ? 'They rank the training rows somewhat alike'
        : spearman > -0.2
          ? 'They rank the training rows quite differently'
          : 'They rank the training rows against each other';
  return html`${words}: rank correlation <b class="numbers">${formatFixed(spearman, 2)}</b>.`;
}

function closeness({ a, b }: Sides): TemplateResult | string {
  if (a.distanceCorrelation === null || b.distanceCorrelation === null) return '';
  const near = ({ distanceCorrelation: value }: Sides['a']) => value! >= FOLLOWS;
  const words =
    near(a) && near(b)
      ? 'In both, near rows matter most'
      : near(a) || near(b)
        ? `Near rows matter most in ${near(a) ? 'A' : 'B'}, not in ${near(a) ? 'B' : 'A'}`
        : 'In neither does it matter much how near a row is';
  return html`${words}
    <span class="quiet numbers"
      >(rank correlation of influence and closeness ${formatFixed(a.distanceCorrelation, 2)} in A,
      ${formatFixed(b.distanceCorrelation, 2)} in B)</span
    >.`;
}
