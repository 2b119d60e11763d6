/** What a cell or word pushes, as a bar and a number for each of the two rows. */
import { html, type TemplateResult } from 'lit-html';
import { changeUnit, formatInUnit, type ChangeUnit } from '../format/numbers';
import type { Push, Pushes } from './pushes';

export interface PushScale {
  pushes: Pushes;
  units: Record<keyof Push, ChangeUnit>;
}

export function pushScale(pushes: Pushes): PushScale {
  const { training, explained } = pushes.largest;
  return { pushes, units: { training: changeUnit(training), explained: changeUnit(explained) } };
}

/** Two table cells; a column that is no feature pushes nothing. */
export function pushCells(push: Push | undefined, scale: PushScale): TemplateResult {
  return html`${pushCell('training', push, scale)}${pushCell('explained', push, scale)}`;
}

function pushCell(side: keyof Push, push: Push | undefined, { pushes, units }: PushScale): TemplateResult {
  if (push === undefined || push[side] === 0) return html`<td class="quiet numbers push">–</td>`;
  const towards = push[side] > 0;
  const share = Math.abs(push[side]) / pushes.largest[side];
  return html`<td class="numbers push">
    <span class="deviation" aria-hidden="true"
      ><span class=${towards ? 'above own' : 'below other'} .style=${`width: ${share * 50}%`}></span></span
    ><span class="number">${formatInUnit(push[side], units[side])}</span>
  </td>`;
}
