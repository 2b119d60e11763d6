/** The slice that is farthest from chance, in words. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SliceRow } from '../../extension/contract/groups';
import { conditionText } from '../format/groups';
import { formatFixed, formatLoneChange, formatProbability, formatRows, formatShare } from '../format/numbers';
import { placeView } from '../shell/place';
import { targetLine } from '../shell/targetLine';
import { checkbox } from '../ui/checkbox';
import { iconButton } from '../ui/button';
import type { Page } from '../views/page';
import type { SlicesUi } from './ui';

/** Standard deviations from which a slice is no accident of the data. */
const FAR = 3;

export function headView({
  state,
  result,
  revision,
  ui,
  context,
  keep,
}: Page<'slices', SlicesUi>): TemplateResult {
  const { post } = context;
  const { slices } = result;
  const first = slices.rows[0];
  return html`<div class="summary">
    ${placeView(state, html`<span>${slices.dataset.name}</span>`, post)}
    <h1>Which slice of the training data is responsible?</h1>
    ${first === undefined ? html`<p>No column of this data has values to slice by.</p>` : answer(first, slices.target.explained)}
    ${targetLine(slices.dataset, slices.target, state.request.target, post)}
    <div class="actions">
      ${checkbox({
        label: 'Of the explained row',
        hint: 'Only slices that the explained row belongs to.',
        checked: ui.own,
        onChange: (own) => keep({ own }),
      })}
      <span class="spring"></span>
      ${iconButton({
        label: 'Export the slices as CSV or JSON',
        icon: 'export',
        disabled: first === undefined,
        onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
      })}
    </div>
  </div>`;
}

function answer(slice: SliceRow, explained: string): TemplateResult {
  const { where, rows, share, testShare, own, deviation, chance } = slice;
  const change = slice.forecast ?? slice.effect;
  const far = Math.abs(deviation) >= FAR;
  return html`<p>
    ${far ? 'Most of all' : 'None stands out; the first is'}
    <b>${conditionText(where)}</b>${own ? ', to which this row belongs' : ''}: without its ${formatRows(rows)}
    the loss on “${explained}” would ${change > 0 ? 'rise' : 'fall'} by about
    <b class="numbers">${formatLoneChange(Math.abs(change)).replace('+', '')}</b>,
    <span class="numbers">${formatFixed(Math.abs(deviation), 1)}</span> standard deviations from what as many
    random rows
    do${chance === undefined ? nothing : html` <span class="quiet numbers">(${chanceText(chance)})</span>`}.
    ${mismatch(share, testShare)}
  </p>`;
}

/** Chance is measured on a thousand draws at most. */
function chanceText(chance: number): string {
  return chance <= 0.001
    ? 'none of the random draws did as much'
    : `${formatShare(chance)} of random draws did as much`;
}

function mismatch(share: number, testShare: number): TemplateResult | typeof nothing {
  if (testShare < 2 * share) return nothing;
  return html`The training data hardly knows it: ${formatProbability(share)} of the training rows, but
  ${formatProbability(testShare)} of the test rows.`;
}
