/** How many predictions flip, within which bounds, and what else could be tried. */
import { html, type TemplateResult } from 'lit-html';
import type { AuditDocument } from '../../extension/contract/audit';
import type { RequestOf } from '../../extension/contract/panel';
import { formatCount, formatPlain, formatShare } from '../format/numbers';
import { rowName } from '../format/rowNames';
import { placeView } from '../shell/place';
import { button } from '../ui/button';
import { dropdown } from '../ui/dropdown';
import { icon } from '../ui/icon';
import type { Page } from '../views/page';
import { boundsText, editable } from './bounds';
import type { AuditUi } from './ui';

const LEVELS = [1, 2, 4, 8, 16, 32];
const SHARES = [0.02, 0.05, 0.1, 0.25, 0.5, 1];
const TARGETS = [5, 10, 20, 50, 100, 200];

export function headView({ state, result, revision, context }: Page<'audit', AuditUi>): TemplateResult {
  const { post } = context;
  const { request } = state;
  const { document, columns, head } = result;
  const { tried, flipped, right, bounds } = document;
  const can = editable(columns);
  const ask = (change: Partial<RequestOf<'audit'>>) =>
    post({ type: 'ask', request: { ...request, ...change }, replace: true });
  return html`<div class="summary">
    ${placeView(state, html`<span>${head.dataset.name}</span>`, post)}
    <h1>
      ${flipped === 0 ? html`<b>None of ${formatCount(tried)}</b> predictions flips` : html`<b>${formatCount(flipped)} of ${formatCount(tried)}</b> predictions ${flipped === 1 ? 'flips' : 'flip'}`}
      by an edit of one training row
    </h1>
    <p class="verdict">${verdict(document)}</p>
    <p class="quiet">
      Each edit changes one training row: ${boundsText(bounds, can)}. The model is fitted again with it. The
      edits are tried in memory; the data stays as it is.
    </p>
    <div class="actions">
      ${
        can.pixels
          ? dropdown({
              label: 'How far a pixel may be edited',
              value: String(bounds.levels),
              options: choices(
                LEVELS,
                bounds.levels,
                (levels) => `${levels} ${levels === 1 ? 'level' : 'levels'} a pixel`,
              ),
              onChange: (value) => ask({ levels: Number(value) }),
            })
          : ''
      }
      ${
        can.numbers
          ? dropdown({
              label: 'How far a number may be edited',
              value: String(bounds.share),
              options: choices(
                SHARES,
                bounds.share,
                (share) =>
                  `${formatPlain(share)} standard ${share === 1 ? 'deviation' : 'deviations'} a number`,
              ),
              onChange: (value) => ask({ share: Number(value) }),
            })
          : ''
      }
      ${dropdown({
        label: 'How many predictions are attacked',
        value: String(tried),
        options: choices(
          TARGETS.filter((count) => count < right),
          tried,
          (count) =>
            count === right
              ? `all ${formatCount(right)} right predictions`
              : `${formatCount(count)} predictions`,
          right,
        ),
        onChange: (value) => ask({ targets: Number(value) }),
      })}
      <span class="spring"></span>
      ${button({
        label: 'Export report',
        icon: 'export',
        hint: 'All attacks with their edits, as CSV or JSON',
        onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
      })}
    </div>
  </div>`;
}

/** In ascending order, what is set now among them. */
function choices(
  all: readonly number[],
  ...[now, text, last]: [now: number, text: (value: number) => string, last?: number]
): { value: string; label: string }[] {
  return [...new Set([...all, now, ...(last === undefined || last === 0 ? [] : [last])])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: text(value) }));
}

function verdict({ tried, flipped, right, rows, dataset }: AuditDocument): TemplateResult {
  if (tried === 0)
    return html`${icon('info')} <span>No test row is predicted right: there is nothing to attack.</span>`;
  const drawn =
    tried === right
      ? 'of all test rows that are predicted right'
      : html`of ${formatCount(tried)} drawn from ${formatCount(right)} that are predicted right`;
  if (flipped === 0)
    return html`${icon('pass', 'pass')}
      <span>No single row bears that much: none ${drawn} could be turned.</span>`;
  const successful = rows.filter((row) => row.flipped);
  const edited = new Set(successful.map(({ training }) => training.row)).size;
  const most = successful.reduce((best, row) => (row.flips > best.flips ? row : best));
  return html`${icon('warning', 'warn')}
    <span
      ><b class="numbers">${formatShare(flipped / tried)}</b> ${drawn} could be turned, by edits of
      ${formatCount(edited)} training ${edited === 1 ? 'row' : 'rows'}. One edit of
      ${rowName(dataset, most.training)} alone turns ${formatCount(most.flips)}.</span
    >`;
}
