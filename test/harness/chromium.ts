/** Finds a Chromium, and installs Debian's where that can be done without asking. */
import { execFileSync, spawnSync } from 'node:child_process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium that runs here; throws with what to install where there is none. */
export function ensureChromium(): string {
  const found = process.env['CHROMIUM_PATH'] ?? findChromium();
  if (found !== undefined) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && runs('apt-get')) installChromium();
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(
      'No Chromium found. Install one ("sudo apt-get install chromium") or name yours in CHROMIUM_PATH.',
    );
  }
  return installed;
}

function findChromium(): string | undefined {
  for (const name of NAMES) {
    if (!runs(name)) continue;
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  }
  return undefined;
}

function runs(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}

function installChromium(): void {
  console.error('Installing chromium with apt (once) …');
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
}
