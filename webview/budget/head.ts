/** The question, what was planted to answer it, and the answer in words. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PanelState, RequestOf, ResultOf } from '../../extension/contract/panel';
import { PLANTED } from '../../extension/contract/panelRequest';
import { formatCount, formatRows, formatShare } from '../format/numbers';
import { SCORE_TEXTS } from '../review/scores';
import { placeView } from '../shell/place';
import { button } from '../ui/button';
import { checkbox } from '../ui/checkbox';
import { dropdown } from '../ui/dropdown';
import type { ViewContext } from '../views/types';
import { bestOf, shareToFind } from './curves';

type Request = RequestOf<'budget'>;

const KINDS: Record<Request['kind'], string> = {
  uniform: 'any row, any other label',
  class: 'more in some classes than in others',
  boundary: 'rows that the model is least sure of',
};
const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3];
const DRAWS = [1, 3, 5, 10];

export function headView(
  state: PanelState & { request: Request },
  { head, budget }: ResultOf<'budget'>,
  { post }: ViewContext,
): TemplateResult {
  const { request } = state;
  const ask = (change: Partial<Request>) =>
    post({ type: 'ask', request: { ...request, ...change }, replace: true });
  return html`
    ${placeView(state, html`<span>${head.dataset.name}</span>`, post)}
    <h1>How many rows should I check?</h1>
    <p>${estimateText(budget.estimate)}</p>
    <p class="quiet">${budget.estimate.method}</p>
    <div class="planting">
      <span class="quiet">Measured with wrong labels planted in a copy of the training labels:</span>
      ${dropdown({
        label: 'Share of the labels that is flipped',
        value: String(request.rate),
        options: withCurrent(RATES, request.rate).map((rate) => ({
          value: String(rate),
          label: `${formatShare(rate)} flipped`,
        })),
        onChange: (rate) => ask({ rate: Number(rate) }),
      })}
      ${dropdown({
        label: 'Which labels are flipped',
        value: request.kind,
        options: PLANTED.map((kind) => ({ value: kind, label: KINDS[kind] })),
        onChange: (kind) => ask({ kind: kind as Request['kind'] }),
      })}
      ${dropdown({
        label: 'How often it is repeated',
        value: String(request.draws),
        options: withCurrent(DRAWS, request.draws).map((draws) => ({
          value: String(draws),
          label: draws === 1 ? '1 draw' : `${draws} draws`,
        })),
        onChange: (draws) => ask({ draws: Number(draws) }),
      })}
    </div>
  `;
}

function withCurrent(values: readonly number[], current: number): number[] {
  return [...new Set([...values, current])].sort((a, b) => a - b);
}

function estimateText({ wrong, low, high }: ResultOf<'budget'>['budget']['estimate']): TemplateResult {
  return html`This file holds about <b class="numbers">${formatCount(wrong)}</b> wrong
    ${wrong === 1 ? 'label' : 'labels'}
    <span class="quiet numbers">(90 % interval ${formatCount(low)} to ${formatCount(high)})</span>.`;
}

interface Reading {
  rows: number;
  found: number;
  spread: number;
  random: number;
  score: string;
}

export function readingView(
  { budget }: ResultOf<'budget'>,
  { rows, found, spread, random, score }: Reading,
): TemplateResult {
  const best = bestOf(budget);
  const most = best && Math.ceil(shareToFind(budget, best, 0.9) * budget.rows);
  return html`<p class="reading" aria-live="off">
      Checking <b>${formatRows(rows)}</b>
      <span class="quiet">(${formatShare(rows / budget.rows)})</span> finds
      <b class="numbers">${formatShare(found)}</b>${
        spread > 0 ? html` <span class="quiet numbers">± ${formatShare(spread)}</span>` : nothing
      }
      of the planted errors by ${score.toLowerCase()}, <span class="numbers">${formatShare(random)}</span> in
      random order.
    </p>
    ${
      most === undefined
        ? nothing
        : html`<p class="quiet">
            To find 90 %, check the first ${formatRows(most)} by
            ${SCORE_TEXTS[best!.order as keyof typeof SCORE_TEXTS].name.toLowerCase()}.
          </p>`
    }`;
}

export function plotControls(
  whole: boolean,
  toggle: (whole: boolean) => void,
  exportCurves: () => void,
): TemplateResult {
  return html`${checkbox({
    label: 'Whole file',
    hint: 'All rows on the axis, not only those up to where nearly all is found.',
    checked: whole,
    onChange: toggle,
  })}
  ${button({ label: 'Export', icon: 'export', hint: 'The curves as CSV or JSON', onClick: exportCurves })}`;
}
