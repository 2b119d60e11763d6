/** What was verified, how well it agrees, and what else could be verified. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agreement } from '../../extension/contract/documents';
import type { RequestOf } from '../../extension/contract/panel';
import { MOST_VERIFIED } from '../../extension/contract/panelRequest';
import { formatCount, formatDuration, formatFixed, formatRows, formatShare } from '../format/numbers';
import { placeView } from '../shell/place';
import { targetLine } from '../shell/targetLine';
import { dropdown } from '../ui/dropdown';
import { iconButton } from '../ui/button';
import { icon } from '../ui/icon';
import type { Page } from '../views/page';
import { verdictOf, type VerifiedRows } from './rows';
import type { VerifyUi } from './ui';

const SAMPLES = [10, 20, 40, 80, 160];

const VERDICTS = {
  pass: { icon: 'pass', text: 'Retraining confirms the predictions' },
  warn: { icon: 'warning', text: 'Retraining confirms the order more than the sizes' },
  fail: { icon: 'error', text: 'Retraining does not confirm the predictions' },
} as const;

function cutShort(rows: RequestOf<'verify'>['rows']): string {
  return typeof rows !== 'number' && rows.length === MOST_VERIFIED
    ? `at most ${MOST_VERIFIED} of the selected rows are left out · `
    : '';
}

export function headView(
  { state, result, revision, context, keep }: Page<'verify', VerifyUi>,
  verified: VerifiedRows,
): TemplateResult {
  const { post } = context;
  const { request } = state;
  const ask = (rows: RequestOf<'verify'>['rows']) =>
    post({ type: 'ask', request: { ...request, rows }, replace: false });
  return html`<div class="summary">
    ${placeView(state, html`<span>${result.head.dataset.name}</span>`, post)}
    <h1>${formatRows(result.rows.length)} really left out, one at a time</h1>
    ${verdictView(verified.agreement.all)}
    ${targetLine(result.head.dataset, result.target, request.target, post)}
    <div class="actions">
      ${dropdown({
        label: 'Rows that are left out',
        value: typeof request.rows === 'number' ? String(request.rows) : 'rows',
        options: sampleOptions(request.rows, result.head.dataset.rows),
        onChange: (value) => {
          if (value !== 'rows') ask(Number(value));
        },
      })}
      ${
        result.agreement.removalForecast === undefined
          ? nothing
          : dropdown({
              label: 'Prediction that is compared',
              value: verified.corrected ? 'corrected' : 'first',
              options: [
                { value: 'corrected', label: 'Leverage-corrected prediction' },
                { value: 'first', label: 'First-order prediction' },
              ],
              onChange: (value) => keep({ firstOrder: value === 'first' }),
            })
      }
      <span class="quiet numbers"
        >${cutShort(request.rows)}retraining took ${formatDuration(result.retrainMs)}</span
      >
      <span class="spring"></span>
      ${iconButton({
        label: 'Export the rows as CSV or JSON',
        icon: 'export',
        onClick: () => post({ type: 'export', revision, positions: new Int32Array(0) }),
      })}
    </div>
  </div>`;
}

function sampleOptions(asked: RequestOf<'verify'>['rows'], rows: number): { value: string; label: string }[] {
  const sizes = typeof asked === 'number' ? [...SAMPLES, asked] : SAMPLES;
  return [
    ...(typeof asked === 'number'
      ? []
      : [{ value: 'rows', label: `The ${formatRows(asked.length)} chosen` }]),
    ...[...new Set(sizes)]
      .filter((size) => size < rows)
      .sort((a, b) => a - b)
      .map((size) => ({ value: String(size), label: `${formatCount(size)} rows: strongest and random` })),
  ];
}

function verdictView(all: Agreement): TemplateResult {
  const verdict = verdictOf(all);
  if (verdict === undefined)
    return html`<p class="verdict">${icon('info')} Too few rows to tell how well they agree.</p>`;
  const { icon: name, text } = VERDICTS[verdict];
  return html`<p class="verdict">
    ${icon(name, verdict)}
    <span
      >${text}: <b class="numbers">R ${formatFixed(all.r!, 3)}</b>, slope
      <span class="numbers">${formatFixed(all.slope!, 2)}</span>${
        all.signAgreement === null
          ? ''
          : html`, the right direction for <span class="numbers">${formatShare(all.signAgreement)}</span>`
      }.</span
    >
  </p>`;
}
