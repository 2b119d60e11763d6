/** The windows that the suites inside VS Code run in: what each has open. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './paths';

export interface SuiteWindow {
  /** Folder of the suites below test/vscode. */
  suites: string;
  /** Makes what the window opens, a folder or a .code-workspace file, below an empty folder, and returns its path. */
  prepare(scratch: string): string;
}

const fixture = (name: string) => join(repoRoot, 'test/fixtures/reference', name);

const oneFolder: SuiteWindow = {
  suites: '.',
  prepare(scratch) {
    const workspace = join(scratch, 'workspace');
    cpSync(join(repoRoot, 'test/vscode/workspace'), workspace, { recursive: true });
    return workspace;
  },
};

const twoFolders: SuiteWindow = {
  suites: 'multi-root',
  prepare(scratch) {
    const data = { north: 'iris', south: 'wine' };
    for (const [root, name] of Object.entries(data))
      cpSync(fixture(name), join(scratch, root, 'data'), { recursive: true });
    const spare = join(scratch, 'south/data');
    cpSync(join(fixture('iris'), 'train.csv'), join(spare, 'spare.csv'));
    const config = { train: 'spare.csv', test: 0.2, label: 'species' };
    writeFileSync(join(spare, 'spare.influence.json'), JSON.stringify(config));
    const file = join(scratch, 'both.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: Object.keys(data).map((path) => ({ path })) }));
    return file;
  },
};

export const SUITE_WINDOWS: readonly SuiteWindow[] = [oneFolder, twoFolders];
