/** What the answer stands on: checks, model and solver, the explained row itself; one of them open at a time. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Check } from '../../extension/contract/documents';
import type { ExplainResult } from '../../extension/contract/protocol';
import { formatCount, formatProbability, formatRows, formatPlain } from '../format/numbers';
import { icon } from '../ui/icon';
import type { Section } from './ui';

const STATUS: Record<Check['status'], { icon: string; text: string }> = {
  pass: { icon: 'pass', text: 'Passed' },
  warn: { icon: 'warning', text: 'Warning' },
  fail: { icon: 'error', text: 'Failed' },
};

const BACKENDS = { tensorflow: 'TensorFlow', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

export function evidenceView(
  result: ExplainResult,
  open: Section | undefined,
  toggle: (section: Section) => void,
): TemplateResult {
  const { checks } = result.head;
  const worst = worstOf(checks);
  const section = (name: Section, title: TemplateResult) =>
    html`<button
      class="section"
      aria-expanded=${String(open === name)}
      aria-controls="evidence"
      @click=${() => toggle(name)}
    >
      ${title}${icon(open === name ? 'chevron-up' : 'chevron-down')}
    </button>`;
  const { model, backend } = result.head;
  return html`
    <div class="sections">
      ${section('checks', html`${icon(STATUS[worst].icon, worst)} ${summary(checks)}`)}
      ${section('model', html`${modelName(model.type)}<span class="more"> · ${result.solver.name} · ${BACKENDS[backend.name]}</span>`)}
      ${section('row', html`<span>The <span class="more">explained </span>row</span>`)}
    </div>
    <div id="evidence" ?hidden=${open === undefined}>
      ${open === 'checks' ? checkList(result) : nothing} ${open === 'model' ? facts(result) : nothing}
      ${open === 'row' ? explainedRow(result) : nothing}
    </div>
  `;
}

/** An answer that failed a check says so before anything else. */
export function failedChecks({ head }: ExplainResult): TemplateResult | typeof nothing {
  const failed = head.checks.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return nothing;
  return html`<div class="banner fail" role="alert">
    ${icon('error', 'fail')}
    <p><strong>Do not rely on this answer.</strong> ${failed.map(({ message }) => message).join(' ')}</p>
  </div>`;
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

function checkList({ head }: ExplainResult): TemplateResult {
  return html`<ul class="checks">
      ${head.checks.map(
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
      head.notices.length === 0
        ? nothing
        : html`<ul class="notices">
            ${head.notices.map(({ message }) => html`<li>${icon('info')} ${message}</li>`)}
          </ul>`
    }`;
}

function facts(result: ExplainResult): TemplateResult {
  const { head, solver } = result;
  const { dataset, model, backend, timings } = head;
  const total = timings.readMs + timings.fitMs + timings.solveMs + timings.scoreMs;
  const rows: [string, string, string?][] = [
    [
      'Dataset',
      `${dataset.name}: ${formatCount(dataset.rows)} training rows, ${formatCount(dataset.features)} features, ${formatCount(dataset.classes.length)} classes`,
    ],
    [
      'Model',
      `${modelName(model.type)}, ${formatCount(model.parameters)} parameters${model.l2 === undefined ? '' : `, L2 penalty ${formatPlain(model.l2)}`}`,
    ],
    ['Fit', fitText(result)],
    [
      'Optimum',
      `gradient norm ${formatPlain(model.gradientNorm, 2)} after ${formatCount(model.iterations)} iterations`,
    ],
    [
      'Solver',
      `${solver.name}, relative residual ${formatPlain(solver.relativeResidual, 2)}${solver.damping > 0 ? `, damping ${formatPlain(solver.damping)}` : ''}`,
      solver.reason,
    ],
    ['Backend', `${BACKENDS[backend.name]} ${backend.version}`, backend.reason],
    [
      'Time',
      `${formatCount(total)} ms: reading ${formatCount(timings.readMs)}, fitting ${formatCount(timings.fitMs)}, solving ${formatCount(timings.solveMs)}, scoring ${formatCount(timings.scoreMs)}`,
    ],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value, reason]) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="numbers">
            ${value}.${reason === undefined ? nothing : html` <span class="quiet">${reason}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function fitText({ head }: ExplainResult): string {
  const { model, dataset } = head;
  const training = `${formatProbability(model.trainAccuracy)} of the training rows`;
  if (model.testAccuracy === null || model.testLoss === null) return `right on ${training}`;
  const test = `${formatProbability(model.testAccuracy)} of ${formatRows(dataset.testRows)} for testing`;
  return `right on ${test} and ${training}; test loss ${formatPlain(model.testLoss)}`;
}

function explainedRow({ columns, targetCells }: ExplainResult): TemplateResult {
  return html`<dl class="record">
    ${columns.map(
      ({ name }, i) =>
        html`<div>
          <dt title=${name}>${name}</dt>
          <dd>${targetCells.cells[i] === '' ? html`<i class="quiet">empty</i>` : targetCells.cells[i]}</dd>
        </div>`,
    )}
  </dl>`;
}

export function modelName(type: string): string {
  return type === 'logistic' ? 'Logistic regression' : sentence(type);
}

function sentence(name: string): string {
  const words = name
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
