/** What a person does in VS Code, step by step. */
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** A context menu that is clicked sooner loses the click. */
const MENU_SETTLES_MS = 300;
/** Each try waits longer: a slow machine needs the time, a lost key should not cost it. */
const PALETTE_TRIES_MS = [2_000, 4_000, 8_000, 16_000, 30_000];

export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget .quick-input-box input');

/**
 * Types into the command palette and takes the first match. A webview that is just taking the focus swallows the key or
 * closes the palette, so this begins again then.
 */
export async function paletteEntry(page: Page, typed: string, match: string): Promise<void> {
  let failure: unknown;
  for (const timeout of PALETTE_TRIES_MS) {
    try {
      await page.keyboard.press('F1');
      await quickInput(page).fill(typed, { timeout });
      await quickPickItem(page, match).click({ timeout });
      return;
    } catch (error) {
      failure = error;
      await page.keyboard.press('Escape');
    }
  }
  throw failure;
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

/** Right-clicks at the start of something, since the middle of a long line may lie under the overview ruler, and chooses. */
export async function contextMenu(target: Locator, item: string): Promise<void> {
  await target.click({ button: 'right', position: { x: 40, y: 8 } });
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
  return page.locator('.codelens-decoration :is(a, span)').filter({ hasText: text, visible: true }).first();
}

/** What the status bar says of the cursor and the selection in the active editor. */
export async function cursor(page: Page): Promise<{ line: number; selected: number }> {
  const text = await page.locator('#status\\.editor\\.selection').innerText();
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  return { line: number(/Ln (\d+)/), selected: number(/\((\d+) selected\)/) };
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

/** Toasts go by themselves, later than a test wants to look at what is under them. */
export function closeNotifications(page: Page): Promise<void> {
  return runCommand(page, 'Notifications: Clear All Notifications');
}

/** Where files open that are asked for next. */
export function focusFirstGroup(page: Page): Promise<void> {
  return runCommand(page, 'View: Focus First Editor Group');
}

/** Shows or hides the area of Problems and Output. */
export function togglePanelArea(page: Page): Promise<void> {
  return runCommand(page, 'View: Toggle Panel Visibility');
}

export async function openProblems(page: Page): Promise<void> {
  await runCommand(page, 'Problems: Focus on Problems View');
  await page.locator('.markers-panel').waitFor();
}

/** The training rows that the panel has on screen, in the order shown. */
export function panelRows(panel: FrameLocator): Locator {
  return panel.locator('.grid-body .row:visible');
}

/** Chooses an order in the panel's own list, which stands there while the panel is narrow. */
export async function sortPanel(panel: FrameLocator, order: string): Promise<void> {
  const list = panel.getByRole('combobox', { name: 'Sort by' });
  await list.click();
  await list.getByRole('option', { name: order }).click();
}
