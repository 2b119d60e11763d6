/** The slices, farthest from chance first; each leads to its rows. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { GroupCondition, SliceRow, SlicesDocument } from '../../extension/contract/groups';
import { conditionText } from '../format/groups';
import {
  changeUnit,
  formatCount,
  formatFixed,
  formatInUnit,
  formatProbability,
  unitSuffix,
  type ChangeUnit,
} from '../format/numbers';
import { iconButton } from '../ui/button';
import { icon } from '../ui/icon';
import type { SlicesUi } from './ui';

/** Slices shown before the user asks for all. */
const SHOWN = 20;

interface SliceActions {
  /** Shows the ranking of its rows. */
  list(where: GroupCondition): void;
  whatIf(where: GroupCondition): void;
  showAll(): void;
}

interface Scale {
  unit: ChangeUnit;
  /** Largest deviation from chance. */
  deviation: number;
  /** Largest share of either set. */
  share: number;
}

export function slicesTable(
  { rows, target }: SlicesDocument,
  { own: ownOnly, all }: SlicesUi,
  actions: SliceActions,
): TemplateResult {
  const passing = ownOnly ? rows.filter(({ own }) => own) : rows;
  const shown = all ? passing : passing.slice(0, SHOWN);
  if (shown.length === 0) return html`<p class="quiet">No slice passes.</p>`;
  const most = (of: (row: SliceRow) => number) => rows.reduce((max, row) => Math.max(max, of(row)), 0);
  const scale: Scale = {
    unit: changeUnit(most(({ effect, forecast = 0 }) => Math.max(Math.abs(effect), Math.abs(forecast)))),
    deviation: most(({ deviation }) => Math.abs(deviation)),
    share: most(({ share, testShare }) => Math.max(share, testShare)),
  };
  return html`<table class="compare slice-table">
      <thead>
        <tr>
          <th scope="col">Slice</th>
          <th scope="col" title="Share of the training rows, and of the test rows.">Training, test</th>
          <th
            scope="col"
            title="Change of the loss on “${target.explained}” without the slice: the sum of its rows’ effects, and the rows taken together where that was computed."
          >
            Loss without it${unitSuffix(scale.unit)}
          </th>
          <th scope="col" title="Standard deviations from what as many random rows sum to.">
            Against chance
          </th>
          <th scope="col"><span class="visually-hidden">What if</span></th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((row) => sliceRow(row, scale, actions))}
      </tbody>
    </table>
    ${
      shown.length < passing.length
        ? html`<button class="link" @click=${actions.showAll}>
            Show ${formatCount(passing.length - shown.length)} more
          </button>`
        : nothing
    }`;
}

function sliceRow(slice: SliceRow, scale: Scale, { list, whatIf }: SliceActions): TemplateResult {
  const { where, rows, own, deviation, chance } = slice;
  const text = conditionText(where);
  const helpful = deviation > 0;
  return html`<tr>
    <th scope="row">
      <button class="link" title="Rank the rows of ${text} alone" @click=${() => list(where)}>${text}</button>
      <span class="quiet numbers">${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}</span>
      ${own ? html`<span class="own-mark">${icon('target')} this row’s</span>` : nothing}
    </th>
    <td>${shares(slice, scale.share)}</td>
    <td class="numbers">${effectText(slice, scale.unit)}</td>
    <td class="numbers chance">
      <span class="deviation" aria-hidden="true"
        ><span
          class=${helpful ? 'above own' : 'below other'}
          .style=${`width: ${scale.deviation === 0 ? 0 : (Math.abs(deviation) / scale.deviation) * 50}%`}
        ></span></span
      ><span
        >${formatFixed(deviation, 1)}<span class="quiet">
          sd${chance === undefined ? '' : `, p ${chanceText(chance)}`}</span
        ></span
      >
    </td>
    <td>
      ${iconButton({ label: `What if ${text} were removed or relabelled?`, icon: 'beaker', onClick: () => whatIf(where) })}
    </td>
  </tr>`;
}

function chanceText(chance: number): string {
  return chance <= 0.001 ? '≤ 0.001' : formatFixed(chance, 3);
}

/** Two bars, training above test. */
function shares({ share, testShare }: SliceRow, most: number): TemplateResult {
  const bar = (kind: string, value: number) =>
    html`<span class="share ${kind}"
      ><span class="track" aria-hidden="true"
        ><span .style=${`width: ${most === 0 ? 0 : (value / most) * 100}%`}></span></span
      ><span class="numbers"
        ><span class="visually-hidden">${kind} </span>${formatProbability(value)}</span
      ></span
    >`;
  return html`${bar('training', share)}${bar('test', testShare)}`;
}

/** The sum of the rows, and the rows taken together where the two differ. */
function effectText({ effect, forecast }: SliceRow, unit: ChangeUnit): TemplateResult {
  if (forecast === undefined) return html`${formatInUnit(effect, unit)}`;
  const [sum, together] = [formatInUnit(effect, unit), formatInUnit(forecast, unit)];
  if (sum === together) return html`<b>${together}</b>`;
  return html`<b>${together}</b>
    <span class="quiet" title="Sum of the single rows’ effects.">sum ${sum}</span>`;
}
