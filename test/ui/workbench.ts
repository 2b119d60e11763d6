/** Opens a VS Code on a copy of a workspace, with the packaged extension installed, as a user has it. */
import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, START_LIMIT_MS } from '../harness/browser';
import { outDir } from '../harness/paths';
import { startServer, type RunningServer } from '../harness/server';
import type { Settings } from '../harness/settings';
import { runCommand } from './actions';

export interface Workbench {
  page: Page;
  /** The copy that is open; empty in an empty window. */
  workspace: string;
  server: RunningServer;
  close: () => Promise<void>;
}

export interface WorkbenchOptions {
  /** Folder to copy and open; an empty window without. */
  workspace?: string;
  vsix: string;
  settings?: Settings;
  /** The folder opens in Restricted Mode. */
  restricted?: boolean;
}

const SCREENSHOTS = join(outDir, 'screenshots');

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { vsix, restricted = false } = options;
  const settings = { ...options.settings, 'security.workspace.trust.enabled': restricted };
  const server = await startServer({ vsix: [vsix], settings, workspaceTrust: restricted });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    let workspace = '';
    if (options.workspace !== undefined) {
      workspace = join(server.dataDir, basename(options.workspace));
      cpSync(options.workspace, workspace, { recursive: true });
    }
    const opened = await openBrowser();
    browser = opened.browser;
    const page = await opened.context.newPage();
    const query = workspace === '' ? 'ew=true' : new URLSearchParams({ folder: workspace }).toString();
    await page.goto(`http://127.0.0.1:${server.port}/?${query}`);
    await workbenchReady(page, workspace !== '');
    return { page, workspace, server, close };
  } catch (error) {
    console.error(server.output());
    await close();
    throw error;
  }
}

/** As the editor itself does it: a reload of the page would cut off what it has not stored yet. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load', { timeout: START_LIMIT_MS });
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await workbenchReady(page);
}

/** @param folder whether a folder is open, or will be */
export async function workbenchReady(page: Page, folder = true): Promise<void> {
  const visible = (selector: string) => page.locator(selector).first().waitFor({ timeout: START_LIMIT_MS });
  await visible('.monaco-workbench .part.statusbar');
  if (folder) await visible('.explorer-folders-view [role="treeitem"]');
  await visible('.monaco-workbench[class*="vscode-theme-"]');
}

/** Leaves a picture in out/screenshots. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
