/** Runs a mocha entry inside a downloaded desktop VS Code. */
import { runTests } from '@vscode/test-electron';
import type { ExtensionTests } from './extensionTests';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** Whether a desktop VS Code can be downloaded and shown here. */
export async function isElectronPossible(): Promise<boolean> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return false;
  try {
    return (await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

export function runInElectron(tests: ExtensionTests): Promise<number> {
  return runTests({
    extensionDevelopmentPath: tests.extension,
    extensionTestsPath: tests.entry,
    extensionTestsEnv: tests.env,
    launchArgs: [tests.workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  });
}
