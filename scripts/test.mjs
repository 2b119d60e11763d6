// `npm test`: everything, on a machine that has Node and npm. What else it needs it installs: a Chromium, a VS Code, the
// native library. The last line counts the tests of all suites; a step that breaks counts as a failed one.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { readCounts } from '../test/harness/counts.ts';

const node = process.execPath;
const tsx = ['--import', 'tsx'];
const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/harness/counting-reporter.cjs'];

/** In order; `suite` names the steps whose tests are counted. */
const STEPS = [
  { name: 'build', command: [node, 'scripts/build.mjs'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'native library', command: ['npm', 'run', '--silent', 'native'], limitMinutes: 6 },
  { name: 'unit tests', suite: 'unit', command: [node, ...mocha, 'test/unit/**/*.test.ts'] },
  { name: 'VS Code suite', suite: 'vscode', command: [node, ...tsx, 'scripts/test-vscode.mjs'] },
  { name: 'package', command: [node, 'scripts/package.mjs'] },
  {
    name: 'UI test',
    suite: 'ui',
    command: [node, ...tsx, 'scripts/test-ui.mjs', '--packed'],
    limitMinutes: 15,
  },
];
const DEFAULT_LIMIT_MINUTES = 10;
const KILL_AFTER_MS = 10_000;

const resultsDir = absolute('out/results');
rmSync(resultsDir, { recursive: true, force: true });
mkdirSync(resultsDir, { recursive: true });

const outcomes = [];
for (const step of STEPS) {
  console.log(`\n── ${step.name}`);
  const result = join(resultsDir, `${step.suite ?? 'step'}.json`);
  const started = Date.now();
  const ended = await run(step, result);
  const counts = step.suite === undefined ? { passed: 0, failed: 0, skipped: 0 } : readCounts(result);
  // A suite that counted its failures is not counted again for its exit code.
  if (ended !== 'ok' && counts.failed === 0) counts.failed = 1;
  outcomes.push({ ...step, ended, counts, seconds: (Date.now() - started) / 1000 });
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

/** 'ok', 'failed' or 'timed out'. */
function run({ command, limitMinutes = DEFAULT_LIMIT_MINUTES }, result) {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const env = { ...process.env, INFLUENCE_TEST_RESULT: result };
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true });
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
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    child.once('error', () => resolve('failed'));
    child.once('close', (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt);
      resolve(timedOut ? 'timed out' : code === 0 ? 'ok' : 'failed');
    });
  });
}
