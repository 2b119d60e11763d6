/** Runs a mocha entry inside the extension host of a VS Code in the browser. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { openBrowser } from './browser';
import { outDir } from './paths';
import { startServer } from './server';
import type { EditionName } from './vscodeServer';

const TAG = '[suite] ';
const LOG_FILE = join(outDir, 'vscode-suite.log');

export interface ExtensionTests {
  /** Absolute paths. The workspace is a folder, or a .code-workspace file. */
  workspace: string;
  extension: string;
  entry: string;
  env: Record<string, string>;
  limitMs: number;
  edition?: EditionName;
}

/** Resolves with the exit code that the extension host reported; a crashed one reports 0 too, so look for counts. */
export async function runInBrowser(tests: ExtensionTests): Promise<number> {
  mkdirSync(outDir, { recursive: true });
  const server = await startServer({
    edition: tests.edition,
    smokeTestDriver: true,
    env: { ...tests.env, INFLUENCE_TEST_TAG: TAG },
  });
  try {
    const { browser, context } = await openBrowser();
    let timer: NodeJS.Timeout | undefined;
    try {
      const ended = new Promise<number>((resolve, reject) => {
        timer = setTimeout(
          () =>
            reject(new Error(`The suite did not end within ${tests.limitMs / 1000} s.\n${server.output()}`)),
          tests.limitMs,
        );
        context
          .exposeFunction('codeAutomationExit', (code: number) => resolve(code))
          .then(() => context.exposeFunction('codeAutomationLog', log))
          .then(() => context.newPage())
          .then((page) => page.goto(address(server.port, tests)))
          .catch(reject);
      });
      return await ended;
    } finally {
      clearTimeout(timer);
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** The suite's lines to the terminal, those of the workbench and of the tests to a file. */
function log(type: string, args: unknown[]): void {
  const line = format(...args);
  if (line.startsWith(TAG)) console.log(line.slice(TAG.length));
  else appendFileSync(LOG_FILE, `${new Date().toISOString()} ${type} ${line}\n`);
}

function address(port: number, { workspace, extension, entry }: ExtensionTests): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(entry)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: workspace, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
