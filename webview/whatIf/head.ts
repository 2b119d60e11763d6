/** The change that is looked at and what it does to the prediction, in one sentence. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { changeText } from '../format/groups';
import { decimalsFor, formatPoints, formatProbability, formatShare } from '../format/numbers';
import { placeView } from '../shell/place';
import { targetLine } from '../shell/targetLine';
import { button, iconButton } from '../ui/button';
import { groupForm } from './groupForm';
import type { WhatIfPage } from './page';

export function headView(page: WhatIfPage): TemplateResult {
  const { state, result, revision, context } = page;
  const { post } = context;
  const { request } = state;
  const { whatIf } = result;
  const { group, target, probability } = whatIf;
  const verified = whatIf.retrainMs !== undefined;
  const change = (verified ? probability.actual : undefined) ?? probability.forecast;
  const decimals = decimalsFor(Math.abs(change) * 100, 2, 1, 8);
  const { dataset, choice } = request;
  const where = 'where' in request.group ? request.group.where : undefined;
  return html`<div class="summary">
    ${placeView(state, html`<span>${whatIf.dataset.name}</span>`, post)}
    <h1>
      ${changeText(whatIf.action, request.group, group.rows)}: P(${target.explained})
      <span class="numbers"
        >${formatProbability(probability.before, decimals)} →
        <b>${formatProbability(clamped(probability.before + change), decimals)}</b></span
      >
    </h1>
    <p class="quiet numbers">
      ${formatPoints(change, decimals)} ${verified ? 'after retraining' : 'predicted'} ·
      ${formatShare(group.share)} of the training rows
    </p>
    ${targetLine(whatIf.dataset, target, request.target, post)} ${groupForm(page)}
    <div class="actions">
      ${button({
        label: verified ? 'Verified by retraining' : 'Verify by retraining',
        icon: verified ? 'pass' : 'beaker',
        primary: !verified,
        disabled: verified,
        hint: 'Fits the model again on the changed training data',
        onClick: () => post({ type: 'ask', request: { ...request, verify: true }, replace: false }),
      })}
      ${
        where === undefined
          ? nothing
          : button({
              label: 'Rank these rows',
              icon: 'list-ordered',
              hint: 'The explanation with the rows of this group alone',
              onClick: () =>
                post({
                  type: 'ask',
                  request: { view: 'explanation', dataset, target: request.target, choice, within: where },
                  replace: false,
                }),
            })
      }
      ${iconButton({
        label: 'Export as CSV or JSON',
        icon: 'export',
        onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
      })}
    </div>
  </div>`;
}

/** A first-order change of a probability may lead out of its range. */
function clamped(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
