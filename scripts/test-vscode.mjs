// Runs the suites of test/vscode inside a real VS Code: `npm run test:vscode -- [--grep TEXT] [--route electron|browser] [--minimum]`.
// Without a route it takes the desktop VS Code where one can be downloaded and shown, else one in the browser; with
// --minimum the oldest VS Code that the extension supports, in the browser.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCounts } from '../test/harness/counts.ts';
import { isElectronPossible, runInElectron } from '../test/harness/electronTests.ts';
import { runInBrowser } from '../test/harness/extensionTests.ts';
import { outDir, repoRoot } from '../test/harness/paths.ts';

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
const workspace = join(scratch, 'workspace');
cpSync(join(repoRoot, 'test/vscode/workspace'), workspace, { recursive: true });
mkdirSync(outDir, { recursive: true });
const result = process.env.INFLUENCE_TEST_RESULT ?? join(scratch, 'counts.json');
rmSync(result, { force: true });

const tests = {
  workspace,
  extension: repoRoot,
  entry: join(outDir, 'test/vscode/index.js'),
  env: {
    INFLUENCE_TEST_RESULT: result,
    INFLUENCE_TEST_REPORTER: join(repoRoot, 'test/harness/counting-reporter.cjs'),
    ...(values.grep === undefined ? {} : { INFLUENCE_TEST_GREP: values.grep }),
  },
  limitMs: LIMIT_MS,
  edition: values.minimum ? 'minimum' : 'current',
};
console.log(`The suite runs in a VS Code of the ${route === 'electron' ? 'desktop' : 'browser'}.`);
try {
  await (route === 'electron' ? runInElectron(tests) : runInBrowser(tests));
} catch (error) {
  console.error(String(error));
}
if (!existsSync(result)) {
  console.error('The extension host left no result: it crashed or hung. Its log: out/vscode-suite.log');
}
const { passed, failed, skipped } = readCounts(result);
console.log(`VS Code suite: ${passed} passed, ${failed} failed, ${skipped} skipped`);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;
