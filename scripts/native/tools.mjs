// Programs that the build needs: found, or installed where that can be done unattended.
import { spawnSync } from 'node:child_process';

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/**
 * The command, when it works; on Debian as root it is installed first. `name` is what a message calls it, `packages` what apt
 * installs for it.
 */
export function needTool(name, packages, command = name, args = ['--version']) {
  if (works(command, args)) return command;
  const root = process.getuid?.() === 0;
  if (root && works('apt-get', ['--version'])) {
    console.log(`Installing ${packages.join(', ')}.`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env };
    if (spawnSync('apt-get', install, options).status !== 0) {
      spawnSync('apt-get', ['update'], options);
      spawnSync('apt-get', install, options);
    }
    if (works(command, args)) return command;
  }
  throw new Error(
    `${name} is needed: install it (Debian, Ubuntu: apt install ${packages.join(' ')}) and run this again`,
  );
}
