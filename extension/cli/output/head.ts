/** The parts that every report has: model, checks, notices, times. */
import type { Check, DocumentHead, SolverHead } from '../../contract/documents';
import { counted, duration, percent } from './numbers';
import type { Style } from './style';

/** Model, solver, backend and times, a line each. */
export function aboutLines(head: DocumentHead, solver: SolverHead | undefined, style: Style): string[] {
  const { model, dataset, backend, timings } = head;
  const accuracy =
    model.testAccuracy === null
      ? 'no labelled test rows'
      : `${percent(model.testAccuracy)} right on ${counted(dataset.testRows, 'test row')}`;
  const facts = [
    [
      'Model',
      `${modelName(head)}, fitted to ${counted(dataset.rows, 'row')} of ${dataset.train}; ${accuracy}`,
    ],
    ...(solver ? [['Solver', sentence(solver.name, solver.reason)]] : []),
    ['Backend', sentence(`${backend.name} ${backend.version}`.trim(), backend.reason)],
    ['Time', timeline(timings, model.cached === true)],
  ];
  return [
    style.heading('About this answer'),
    ...facts.map(([name, text]) => `  ${name!.padEnd(8)}  ${text!}`),
  ];
}

/** Every check in plain words. */
export function checkLines(checks: readonly Check[], style: Style): string[] {
  if (checks.length === 0) return [];
  const marks = {
    pass: style.good('✓ pass'),
    warn: style.warning('! warn'),
    fail: style.bad('✗ fail'),
  };
  return [
    style.heading('Can it be trusted?'),
    ...checks.map((check) => `  ${marks[check.status]}  ${check.message}`),
  ];
}

export function noticeLines({ notices }: DocumentHead, style: Style): string[] {
  if (notices.length === 0) return [];
  return [
    style.heading('About the data'),
    ...notices.map(({ message, file, line }) => {
      const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
      return `  ${place}${message}`;
    }),
  ];
}

/** Paragraphs with a blank line between; empty ones are left out. */
export function report(...paragraphs: readonly (readonly string[])[]): string {
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const MODEL_NAMES: Record<string, string> = {
  logistic: 'logistic regression',
  'smooth-hinge': 'linear SVM with a smooth hinge',
  'rbf-svm': 'SVM with a Gaussian kernel',
  mlp: 'multilayer perceptron',
  cnn: 'convolutional network',
};

export function modelName({ model }: DocumentHead): string {
  const l2 = model.l2 === undefined ? '' : `, l2 ${Number(model.l2.toPrecision(3))}`;
  return `${MODEL_NAMES[model.type] ?? model.type}${l2}`;
}

function sentence(name: string, reason: string): string {
  return reason === '' ? name : `${name}. ${reason}`;
}

function timeline(timings: DocumentHead['timings'], cached: boolean): string {
  const { readMs, fitMs, solveMs, scoreMs } = timings;
  const steps = [
    `read ${duration(readMs)}`,
    `${cached ? 'fit from the cache' : 'fit'} ${duration(fitMs)}`,
    ...(solveMs > 0 ? [`solve ${duration(solveMs)}`] : []),
    ...(scoreMs > 0 ? [`score ${duration(scoreMs)}`] : []),
  ];
  return steps.join(', ');
}
