// Runs the suites of test/vscode inside a real VS Code: `npm run test:vscode -- [--grep TEXT] [--route electron|browser] [--minimum]`.
// Without a route it takes the desktop VS Code where one can be downloaded and shown, else one in the browser; with
// --minimum the oldest VS Code that the extension supports, in the browser.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCounts } from '../test/harness/counts.ts';
import { isElectronPossible, runInElectron } from '../test/harness/electronTests.ts';
import { runInBrowser } from '../test/harness/extensionTests.ts';
import { outDir, repoRoot } from '../test/harness/paths.ts';
import { SUITE_WINDOWS } from '../test/harness/windows.ts';

const LIMIT_MS = 8 * 60_000;
const { values } = parseArgs({
  options: { grep: { type: 'string' }, route: { type: 'string' }, minimum: { type: 'boolean' } },
});

for (const script of ['build', 'build-tests']) {
  execFileSync(process.execPath, [`scripts/${script}.mjs`], { cwd: repoRoot, stdio: 'inherit' });
}
const route = values.minimum
  ? 'browser'
  : (values.route ?? ((await isElectronPossible()) ? 'electron' : 'browser'));
const scratch = mkdtempSync(join(tmpdir(), 'influence-suite-'));
mkdirSync(outDir, { recursive: true });
const log = join(outDir, 'vscode-suite.log');
rmSync(log, { force: true });
console.log(`The suites run in a VS Code of the ${route === 'electron' ? 'desktop' : 'browser'}.`);

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [index, window] of SUITE_WINDOWS.entries()) {
  const counts = await runWindow(window, join(scratch, String(index)));
  for (const key of Object.keys(total)) total[key] += counts[key];
}
const { passed, failed, skipped } = total;
console.log(`VS Code suite: ${passed} passed, ${failed} failed, ${skipped} skipped`);
if (process.env.INFLUENCE_TEST_RESULT)
  writeFileSync(process.env.INFLUENCE_TEST_RESULT, JSON.stringify(total));
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;

async function runWindow({ suites, prepare }, folder) {
  mkdirSync(folder);
  const result = join(folder, 'counts.json');
  const tests = {
    workspace: prepare(folder),
    extension: repoRoot,
    entry: join(outDir, 'test/vscode/index.js'),
    env: {
      INFLUENCE_TEST_SUITES: suites,
      INFLUENCE_TEST_RESULT: result,
      INFLUENCE_TEST_REPORTER: join(repoRoot, 'test/harness/counting-reporter.cjs'),
      ...(values.grep === undefined ? {} : { INFLUENCE_TEST_GREP: values.grep }),
    },
    limitMs: LIMIT_MS,
    edition: values.minimum ? 'minimum' : 'current',
  };
  try {
    await (route === 'electron' ? runInElectron(tests) : runInBrowser(tests));
  } catch (error) {
    console.error(String(error));
  }
  if (!existsSync(result)) {
    console.error(`The extension host left no result: it crashed or hung. Its log: ${log}`);
  }
  return readCounts(result, values.grep !== undefined);
}
