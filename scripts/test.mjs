// `npm test`: everything, on a machine that has Node and npm. What else it needs it installs: a Chromium, a VS Code, the
// native library. The last line counts the tests of all suites; a step that breaks counts as a failed one.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { readCounts } from '../test/harness/counts.ts';

const node = process.execPath;
const tsx = ['--import', 'tsx'];
const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/harness/counting-reporter.cjs'];

/** Unit tests that need nothing but the sources, so that they can run beside the others. */
const NUMERIC = 'test/unit/{autodiff,keras,linalg,mislabels,models,solvers}/**/*.test.ts';

/** In order; `suite` names the steps whose tests are counted, `aside` those that run beside the steps after them, `alone` those that
 *  wait for all of these: they replace the bundles, or have little patience. */
const STEPS = [
  { name: 'build', command: [node, 'scripts/build.mjs'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'], aside: true },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'], aside: true },
  { name: 'native library', command: ['npm', 'run', '--silent', 'native'], limitMinutes: 6 },
  {
    name: 'numeric tests',
    suite: 'numeric',
    command: [node, ...mocha, NUMERIC],
    aside: true,
    limitMinutes: 14,
  },
  {
    name: 'unit tests',
    suite: 'unit',
    command: [node, ...mocha, 'test/unit/**/*.test.ts', '--ignore', NUMERIC],
    limitMinutes: 14,
  },
  { name: 'VS Code suite', suite: 'vscode', command: [node, ...tsx, 'scripts/test-vscode.mjs'], alone: true },
  { name: 'package', command: [node, 'scripts/package.mjs'], alone: true },
  {
    name: 'panel tests',
    suite: 'panel',
    command: [node, ...tsx, 'scripts/test-ui.mjs', '--packed', '--only', 'panel'],
    aside: true,
    limitMinutes: 15,
  },
  {
    name: 'UI test',
    suite: 'ui',
    command: [node, ...tsx, 'scripts/test-ui.mjs', '--packed', '--only', 'flows'],
    limitMinutes: 15,
  },
];
const DEFAULT_LIMIT_MINUTES = 10;
const KILL_AFTER_MS = 10_000;

const resultsDir = absolute('out/results');
rmSync(resultsDir, { recursive: true, force: true });
mkdirSync(resultsDir, { recursive: true });

/** Steps aside run one after the other: there are few processors. */
let aside = Promise.resolve();
const ending = [];
for (const step of STEPS) {
  if (step.alone) await aside;
  const outcome = step.aside ? (aside = aside.then(() => take(step))) : take(step);
  ending.push(outcome);
  if (!step.aside) await outcome;
}
const outcomes = await Promise.all(ending);

async function take(step) {
  const heading = `\n── ${step.name}`;
  if (!step.aside) console.log(heading);
  const result = join(resultsDir, `${step.suite ?? 'step'}.json`);
  const started = Date.now();
  const { ended, output } = await run(step, result);
  if (step.aside) console.log(`${heading} (beside the others)\n${output}`);
  const counts = step.suite === undefined ? { passed: 0, failed: 0, skipped: 0 } : readCounts(result);
  // A suite that counted its failures is not counted again for its exit code.
  if (ended !== 'ok' && counts.failed === 0) counts.failed = 1;
  return { ...step, ended, counts, seconds: (Date.now() - started) / 1000 };
}

console.log('\n── summary');
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, suite, ended, counts, seconds } of outcomes) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  const tests = suite === undefined ? '' : `  ${describe(counts)}`;
  console.log(`${name.padEnd(16)}${ended.padEnd(12)}${seconds.toFixed(0).padStart(5)} s${tests}`);
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(describe(total));

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** `ended` is 'ok', 'failed' or 'timed out'; `output` what a step aside printed. */
function run({ command, aside, limitMinutes = DEFAULT_LIMIT_MINUTES }, result) {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const env = { ...process.env, INFLUENCE_TEST_RESULT: result };
    const out = aside ? 'pipe' : 'inherit';
    const child = spawn(program, args, { stdio: ['ignore', out, out], env, detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const stop = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended.
      }
    };
    let timedOut = false;
    const limit = setTimeout(() => {
      timedOut = true;
      stop('SIGTERM');
      setTimeout(() => stop('SIGKILL'), KILL_AFTER_MS).unref();
    }, limitMinutes * 60_000);
    const interrupt = () => {
      stop('SIGTERM');
      // After the other step's turn to stop.
      setTimeout(() => process.exit(130));
    };
    process.once('SIGINT', interrupt);
    child.once('error', () => resolve({ ended: 'failed', output }));
    child.once('close', (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt);
      resolve({ ended: timedOut ? 'timed out' : code === 0 ? 'ok' : 'failed', output });
    });
  });
}
