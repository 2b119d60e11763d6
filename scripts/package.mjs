// Builds for production and packs the extension: `npm run package` leaves out/influence-lens.vsix.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';

const vsix = 'out/influence-lens.vsix';
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['scripts/build.mjs', '--production'], { stdio: 'inherit' });
mkdirSync('out', { recursive: true });
// Everything is bundled: no node_modules go in.
execFileSync('npx', ['--no-install', 'vsce', 'package', '--no-dependencies', '--out', vsix], {
  // Its list of files is of interest when it fails, and comes with the error then.
  stdio: ['ignore', 'pipe', 'pipe'],
});
console.log(`${vsix}: ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
