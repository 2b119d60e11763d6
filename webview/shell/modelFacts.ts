/** The model behind an answer: what it is, how well it fits, how the answer was computed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { DocumentHead, SolverHead } from '../../extension/contract/documents';
import { formatCount, formatPlain, formatProbability, formatRows } from '../format/numbers';
import { modelName } from '../format/words';

const BACKENDS = { tensorflow: 'TensorFlow', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

/** In a few words. */
export function modelTitle({ model, backend }: DocumentHead, solver?: SolverHead): TemplateResult {
  return html`${modelName(model.type)}<span class="more">
      ·${solver === undefined ? '' : ` ${solver.name} ·`} ${BACKENDS[backend.name]}</span
    >`;
}

export function modelFacts(head: DocumentHead, solver?: SolverHead): TemplateResult {
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
    ['Fit', fitText(head)],
    [
      'Optimum',
      `gradient norm ${formatPlain(model.gradientNorm, 2)} after ${formatCount(model.iterations)} iterations`,
    ],
    ...solverFacts(solver),
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

function solverFacts(solver: SolverHead | undefined): [string, string, string][] {
  if (solver === undefined) return [];
  const { name, relativeResidual, damping, reason } = solver;
  const damped = damping > 0 ? `, damping ${formatPlain(damping)}` : '';
  return [['Solver', `${name}, relative residual ${formatPlain(relativeResidual, 2)}${damped}`, reason]];
}

function fitText({ model, dataset }: DocumentHead): string {
  const training = `${formatProbability(model.trainAccuracy)} of the training rows`;
  if (model.testAccuracy === null || model.testLoss === null) return `right on ${training}`;
  const test = `${formatProbability(model.testAccuracy)} of ${formatRows(dataset.testRows)} for testing`;
  return `right on ${test} and ${training}; test loss ${formatPlain(model.testLoss)}`;
}
