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

/** All checks in a few words, with the mark of the worst. */
export function checksTitle(checks: readonly Check[]): TemplateResult {
  const worst = worstOf(checks);
  return html`${icon(STATUS[worst].icon, worst)} ${summary(checks)}`;
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
    return checks.length === 0
      ? 'No checks'
      : `${checks.length === 1 ? 'The check' : `All ${checks.length} checks`} passed`;
  }
  return [
    failed > 0 && `${failed} failed`,
    warned > 0 && `${warned} ${warned === 1 ? 'warning' : 'warnings'}`,
    `${checks.length - failed - warned} passed`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

export function checkList({ checks, notices }: DocumentHead): TemplateResult {
  return html`<ul class="checks">
      ${checks.map(
        ({ name, status, value, message }) =>
          html`<li>
            <span class="status">${icon(STATUS[status].icon, status)} ${STATUS[status].text}</span>
            <span class="what">${sentence(name)}</span>
            <span class="numbers quiet">${value === null ? '' : formatPlain(value, 2)}</span>
            <span class="message">${message}</span>
          </li>`,
      )}
    </ul>
    ${
      notices.length === 0
        ? nothing
        : html`<ul class="notices">
            ${notices.map(({ message }) => html`<li>${icon('info')} ${message}</li>`)}
          </ul>`
    }`;
}
