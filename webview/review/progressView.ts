/** How far the review is, and what the last fit on changed labels did. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ReviewChange } from '../../extension/contract/review';
import { formatCount, formatPoints, formatProbability, formatRows, formatSigned } from '../format/numbers';
import { button } from '../ui/button';
import { icon } from '../ui/icon';
import type { Actions } from './actions';
import { DECISION_MARKS } from './cells';
import { tally } from './progress';
import type { Store } from './store';

export function progressView(
  { model, state, decisions, flagged }: Store,
  { openBudget }: Pick<Actions, 'openBudget'>,
): TemplateResult {
  const { left, ...done } = tally(model.rows, decisions, flagged);
  const total = Math.max(1, done.fixed + done.kept + done.skipped + left);
  const kinds = ['fixed', 'kept', 'skipped'] as const;
  return html`
    <h2>Your review</h2>
    <div class="stack" aria-hidden="true">
      ${kinds
        .filter((kind) => done[kind] > 0)
        .map((kind) => html`<span class=${kind} .style=${`flex: ${done[kind] / total}`}></span>`)}
      <span class="left" .style=${`flex: ${left / total}`}></span>
    </div>
    <ul class="tally numbers">
      ${kinds.map(
        (kind) =>
          html`<li class=${kind}>
            ${icon(DECISION_MARKS[kind].icon)} <b>${formatCount(done[kind])}</b> ${kind}
          </li>`,
      )}
      <li class="left">${icon('circle-large-outline')} <b>${formatCount(left)}</b> left</li>
    </ul>
    ${state.review?.change ? changeView(state.review.change) : nothing}
    <div class="actions">
      ${button({ label: 'How many should I check?', icon: 'graph-line', onClick: openBudget })}
    </div>
  `;
}

function changeView({ before, after, fixed, left, entered, leading }: ReviewChange): TemplateResult {
  return html`<dl class="change">
    <div class="title">
      Since the last ranking, ${formatCount(fixed)} ${fixed === 1 ? 'label' : 'labels'} changed
    </div>
    ${
      before.testAccuracy === null || after.testAccuracy === null
        ? nothing
        : measure(
            'Test accuracy',
            formatProbability(before.testAccuracy),
            formatProbability(after.testAccuracy),
            formatPoints(after.testAccuracy - before.testAccuracy),
          )
    }
    ${
      before.testLoss === null || after.testLoss === null
        ? nothing
        : measure(
            'Test loss',
            before.testLoss.toFixed(4),
            after.testLoss.toFixed(4),
            formatSigned(after.testLoss - before.testLoss, 4),
          )
    }
    ${measure('Training loss', before.trainLoss.toFixed(4), after.trainLoss.toFixed(4), formatSigned(after.trainLoss - before.trainLoss, 4))}
    <div>
      <dt>First ${formatRows(leading)}</dt>
      <dd class="numbers">${formatCount(left.length)} left, ${formatCount(entered.length)} entered</dd>
    </div>
  </dl>`;
}

function measure(name: string, before: string, after: string, change: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class="numbers">${before} → <b>${after}</b> <span class="quiet">${change}</span></dd>
  </div>`;
}
