// Packs the extension, installs it in a VS Code in the browser and uses it as a person would:
// `npm run test:ui -- [--grep TEXT] [--packed] [--only panel|flows]`. With --packed it takes the package that is there.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const FILES = { panel: 'test/ui/panel/*.test.ts', flows: 'test/ui/*.test.ts' };
const { values } = parseArgs({
  options: { grep: { type: 'string' }, packed: { type: 'boolean' }, only: { type: 'string' } },
});
if (!values.packed) execFileSync(process.execPath, ['scripts/package.mjs'], { stdio: 'inherit' });
const mocha = ['node_modules/mocha/bin/mocha.js', '--timeout', '300000', '--bail'];
mocha.push('--reporter', 'test/harness/counting-reporter.cjs', FILES[values.only] ?? 'test/ui/**/*.test.ts');
if (values.grep !== undefined) mocha.push('--grep', values.grep);
try {
  execFileSync(process.execPath, mocha, { stdio: 'inherit' });
} catch {
  process.exitCode = 1;
}
