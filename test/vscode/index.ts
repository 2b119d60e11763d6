/**
 * Entry of the suites that run inside a real VS Code: mocha with every bundled suite of one folder, which is for one kind of
 * window. The desktop's test runner and the browser's call `run` alike.
 */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import 'source-map-support/register';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: process.env['INFLUENCE_TEST_REPORTER'],
    grep: process.env['INFLUENCE_TEST_GREP'],
    color: false,
  });
  // In the browser every line of the workbench comes the same way: the tag tells the suite's own.
  const tag = process.env['INFLUENCE_TEST_TAG'] ?? '';
  Mocha.reporters.Base.consoleLog = (...args) => console.log('%s', tag + format(...args));
  const folder = join(__dirname, process.env['INFLUENCE_TEST_SUITES'] ?? '.');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(folder, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
