/** What a person does in VS Code, step by step. */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** A context menu that is clicked sooner loses the click. */
const MENU_SETTLES_MS = 300;
const PALETTE_TRY_MS = 2_000;
const PALETTE_TRIES = 10;

const quickInput = (page: Page): Locator => page.locator('.quick-input-widget .quick-input-box input');

/**
 * Types into the command palette and takes the first match. A webview that is just taking the focus swallows the key or
 * closes the palette, so this begins again then.
 */
export async function paletteEntry(page: Page, typed: string, match: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('F1');
      await quickInput(page).fill(typed, { timeout: PALETTE_TRY_MS });
      await quickPickItem(page, match).click({ timeout: PALETTE_TRY_MS });
      return;
    } catch (error) {
      if (attempt === PALETTE_TRIES) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

export function runCommand(page: Page, title: string): Promise<void> {
  return paletteEntry(page, `>${title}`, title);
}

/** The rows of the open quick pick. */
export function quickPickItems(page: Page): Locator {
  return page.locator('.quick-input-widget .monaco-list-row');
}

export function quickPickItem(page: Page, text: string | RegExp): Locator {
  return quickPickItems(page).filter({ hasText: text }).first();
}

/** Types a filter into the open quick pick and takes the first item with this text. */
export async function pick(page: Page, text: string | RegExp, filter?: string): Promise<void> {
  await quickInput(page).waitFor();
  if (filter !== undefined) await quickInput(page).fill(filter);
  await quickPickItem(page, text).click();
}

/** Types an answer into the open input box. */
export async function answer(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Opens a file as quick open does. */
export async function openFile(page: Page, name: string, line?: number): Promise<void> {
  await paletteEntry(page, name, name);
  await editorTab(page, name).waitFor();
  if (line !== undefined) await goToLine(page, line);
}

export function goToLine(page: Page, line: number): Promise<void> {
  return paletteEntry(page, `:${line}`, `line ${line}`);
}

export function editorTab(page: Page, name: string | RegExp): Locator {
  return page.locator('.tabs-container .tab').filter({ hasText: name }).first();
}

export function explorerItem(page: Page, name: string): Locator {
  return page.locator('.explorer-folders-view [role="treeitem"]').filter({ hasText: name }).first();
}

/** Right-clicks and chooses. */
export async function contextMenu(target: Locator, item: string): Promise<void> {
  await target.click({ button: 'right' });
  const page = target.page();
  const entry = page.getByRole('menuitem', { name: item }).first();
  await entry.waitFor();
  await page.waitForTimeout(MENU_SETTLES_MS);
  await entry.click();
}

/** The line of the active editor that shows this text. */
export function editorLine(page: Page, text: string | RegExp): Locator {
  return page.locator('.editor-group-container .view-line').filter({ hasText: text }).first();
}

export function codeLens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration a').filter({ hasText: text }).first();
}

/** The line number that the status bar shows for the active editor. */
export async function cursorLine(page: Page): Promise<number> {
  const text = await page.locator('#status\\.editor\\.selection').innerText();
  return Number(/Ln (\d+)/.exec(text)?.[1]);
}

/** The document inside the visible webview. */
export function webview(page: Page): FrameLocator {
  return page
    .locator('iframe.webview.ready:visible')
    .first()
    .contentFrame()
    .locator('iframe#active-frame')
    .contentFrame();
}

export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
}

export function statusBarItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
}

export async function openProblems(page: Page): Promise<void> {
  await runCommand(page, 'Problems: Focus on Problems View');
  await page.locator('.markers-panel').waitFor();
}

/** The training rows that the panel has on screen, in the order shown. */
export function panelRows(panel: FrameLocator): Locator {
  return panel.locator('.grid-body .row:visible');
}
