/** `npm run bench`: runs the benchmarks, prints what they measured, and writes out/bench.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printFigures, verdict } from './print';
import { buildProduct } from './product';
import { HERE } from './python';
import { benchmarks } from './registry';
import type { Bench, Figure } from './types';

const USAGE = `npm run bench -- [NAME…] [--repeats N] [--seeds N] [--no-build] [--list]

Runs the named benchmarks, or all of them:
${benchmarks.map(({ name, title }) => `  ${name.padEnd(20)} ${title}`).join('\n')}

  --repeats N   timings are medians over N runs (default 5)
  --seeds N     randomised figures are means over N seeds (default 5)
  --no-build    measure the bundles that are in dist as they are`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repeats: { type: 'string', default: '5' },
      seeds: { type: 'string', default: '5' },
      'no-build': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = positionals.filter((name) => !benchmarks.some((each) => each.name === name));
  if (values.help || values.list || unknown.length > 0) {
    if (unknown.length > 0) console.error(`There is no benchmark "${unknown.join('", "')}".`);
    console.log(USAGE);
    return unknown.length > 0 ? 2 : 0;
  }
  if (!values['no-build']) buildProduct();

  const bench: Bench = {
    options: { repeats: Number(values.repeats), seeds: Number(values.seeds) },
    log: (line) => {
      console.error(`  ${line}`);
    },
  };
  const results: { name: string; title: string; figures: Figure[]; error?: string }[] = [];
  for (const { name, title, run } of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`\n${title}`);
    try {
      const figures = await run(bench);
      printFigures(figures);
      results.push({ name, title, figures });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      console.log(`  failed: ${error}`);
      results.push({ name, title, figures: [], error });
    }
  }

  const judged = results.flatMap(({ figures }) => figures.map(verdict)).filter((each) => each !== 'told');
  const missed = judged.filter((each) => each === 'missed').length;
  const failed = results.filter(({ error }) => error !== undefined).length;
  console.log(`\n${judged.length - missed} reached, ${missed} missed, ${failed} not measured`);
  const out = resolve(HERE, '..', '..', 'out');
  mkdirSync(out, { recursive: true });
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memory: totalmem(),
    arch: arch(),
    node: process.version,
  };
  writeFileSync(
    join(out, 'bench.json'),
    `${JSON.stringify({ date: new Date().toISOString(), machine, options: bench.options, results }, null, 2)}\n`,
  );
  return failed > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
