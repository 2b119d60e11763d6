/** What having the extension costs: the size of the package and the time to activate. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { max, median, min } from 'simple-statistics';
import { measureActivation } from '../activation/measure';
import { HERE } from '../python';
import type { Benchmark } from '../types';

const ROOT = resolve(HERE, '..', '..');

export const extension: Benchmark = {
  name: 'extension',
  title: 'Extension package, and its activation in a real VS Code',
  async run({ options }) {
    execFileSync('npm', ['run', 'package'], { cwd: ROOT, stdio: ['ignore', 'ignore', 2] });
    const bytes = statSync(join(ROOT, 'out', 'influence-lens.vsix')).size;
    const activations = await measureActivation(options.repeats);
    const times = activations.map(({ ms }) => ms);
    return [
      {
        name: 'size of the .vsix, without the native library',
        value: bytes / 1e6,
        unit: 'MB',
        target: { atMost: 10 },
      },
      {
        name: 'activation in a window at rest, loading the bundle included',
        value: median(times),
        unit: 'ms',
        target: { atMost: 50 },
        detail: `median of ${times.length} starts, ${min(times).toFixed(0)}–${max(times).toFixed(0)} ms`,
      },
      {
        name: "processor time of it, all of the extension host's threads",
        value: median(activations.map(({ cpuMs }) => cpuMs)),
        unit: 'ms',
      },
    ];
  },
};
