/** Whether an answer can be trusted: its checks, in one line, in full, and as a warning before anything else. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Check, DocumentHead } from '../../extension/contract/documents';
import { formatPlain } from '../format/numbers';
import { sentence } from '../format/words';
import { icon } from '../ui/icon';

const STATUS: Record<Check['status'], { icon: string; text: string }> = {
  pass: { icon: 'pass', text: 'Passed' },
  warn: { icon: 'warning', text: 'Warning' },
  fail: { icon: 'error', text: 'Failed' },
};

/** An answer that failed a check says so before anything else. */
export function failedChecks(checks: readonly Check[]): TemplateResult | typeof nothing {
  const failed = checks.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return nothing;
  return html`<div class="banner fail" role="alert">
    ${icon('error', 'fail')}
    <p><strong>Do not rely on this answer.</strong> ${failed.map(({ message }) => message).join(' ')}</p>
  </div>`;
}

const VERDICTS: Record<Check['status'], string> = {
  pass: 'Can be trusted',
  warn: 'Use with care',
  fail: 'Do not rely on it',
};

const SEVERITY: Record<Check['status'], number> = { fail: 0, warn: 1, pass: 2 };

/** All checks in a few words, with the mark of the worst; `running` while there are more to come. */
export function checksTitle(checks: readonly Check[], running = false): TemplateResult {
  if (checks.length === 0) return html`${icon('info')} No checks`;
  const worst = worstOf(checks);
  return html`${icon(STATUS[worst].icon, worst)}
    <span
      >${VERDICTS[worst]}<span class="more"
        >: ${summary(checks)}${running ? ', more are running' : ''}</span
      ></span
    >`;
}

function worstOf(checks: readonly Check[]): Check['status'] {
  if (checks.some(({ status }) => status === 'fail')) return 'fail';
  return checks.some(({ status }) => status === 'warn') ? 'warn' : 'pass';
}

function summary(checks: readonly Check[]): string {
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  const failed = count('fail');
  const warned = count('warn');
  if (failed + warned === 0) {
    return checks.length === 1 ? 'its check passed' : `all ${checks.length} checks passed`;
  }
  return [
    failed > 0 && `${failed} failed`,
    warned > 0 && `${warned} ${warned === 1 ? 'warning' : 'warnings'}`,
    `${checks.length - failed - warned} passed`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** The worst first. */
export function checkList(
  { checks, notices }: Pick<DocumentHead, 'checks' | 'notices'>,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const worstFirst = [...checks].sort((a, b) => SEVERITY[a.status] - SEVERITY[b.status]);
  return html`<ul class="checks">
      ${worstFirst.map(
        ({ name, status, value, message }) =>
          html`<li>
            <span class="status">${icon(STATUS[status].icon, status)} ${STATUS[status].text}</span>
            <span class="message">${message}</span>
            <span class="what quiet numbers"
              >${sentence(name)}${value === null ? '' : ` ${formatPlain(value, 2)}`}</span
            >
          </li>`,
      )}
    </ul>
    ${more}
    ${
      notices.length === 0
        ? nothing
        : html`<ul class="notices">
            ${notices.map(({ message }) => html`<li>${icon('info')} ${message}</li>`)}
          </ul>`
    }`;
}
