/** What the tests of the panel's page do to it. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { FromPanel } from '../../../extension/contract/panel';
import type { PanelPage } from './panelPage';

export function rowAt(page: Page, index: number): Locator {
  return page.locator(`#rows-row-${index}`);
}

export async function cell(row: Locator, column: string): Promise<string> {
  return ((await row.locator(`.col-${column}`).textContent()) ?? '').trim();
}

/** `aria-rowindex` of the row that has the keyboard; 1 is the header. */
export async function activeRow(page: Page): Promise<string | null> {
  const id = await page.locator('[role="grid"]').getAttribute('aria-activedescendant');
  return page.locator(`#${id}`).getAttribute('aria-rowindex');
}

/** Waits until an expression is true in the page; its policy allows no evaluation in the page itself. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await page.evaluate(expression)) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Still not true: ${expression}`);
}

/** Waits until the page shows what the session was asked for last. */
export async function answered({ page, session }: Pick<PanelPage, 'page' | 'session'>): Promise<void> {
  while (session.state.phase === 'loading') await new Promise((resolve) => setTimeout(resolve, 50));
  // The page takes its messages in turn: after this one it has all of the session's.
  await page.evaluate('document.body.ariaBusy');
  await page.locator('body[aria-busy="false"]').waitFor();
}

export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
}

export async function choose(page: Page, dropdown: string | RegExp, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: dropdown, exact: true });
  await box.click();
  await box.getByRole('option', { name: option, exact: true }).click();
}

export async function counted(page: Page, rows: number): Promise<void> {
  await page.locator('#count', { hasText: new RegExp(`^${rows.toLocaleString('en')} `) }).waitFor();
}

/** Reloads the window: the order, the count, and the second row, which is the selected one, must stay. */
export async function reloadsAsItWas(page: Page, sorted: string): Promise<void> {
  const seen = async () => [await page.locator('#count').innerText(), await cell(rowAt(page, 1), 'line')];
  const before = await seen();
  await page.reload();
  await page.locator(sorted).waitFor();
  await rowAt(page, 1).and(page.locator('[aria-selected="true"]')).waitFor();
  assert.deepEqual(await seen(), before);
}

/** Waits until the page has sent this message. */
export async function received(sent: readonly FromPanel[], expected: FromPanel): Promise<void> {
  const same = (message: FromPanel) => {
    try {
      assert.deepEqual(message, expected);
      return true;
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 100; tries++) {
    if (sent.some(same)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(
    sent.filter(({ type }) => type === expected.type),
    [expected],
  );
}

/** At each of these widths, once `part` is there, nothing must be wider than the panel. */
export async function fits(page: Page, widths: readonly number[], part: Locator): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await part.waitFor();
    assert.deepEqual(await settled(page, cutOff), [], `too wide at ${width}`);
  }
}

/** What `read` finds once the page has drawn itself for a new size: a plot follows its observer, a frame or more later. */
async function settled(page: Page, read: (page: Page) => Promise<string[]>): Promise<string[]> {
  let found = await read(page);
  for (let tries = 0; found.length > 0 && tries < 40; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await read(page);
  }
  return found;
}

/** What is cut off at the right: of the page, and of the view within it, which hides it. */
async function cutOff(page: Page): Promise<string[]> {
  return (await page.evaluate(`
    [document.documentElement, ...document.querySelectorAll('#stage, #stage .view')]
      .filter((part) => part.scrollWidth > part.clientWidth)
      .flatMap((part) => [...part.querySelectorAll('*')]
        .filter((inner) => inner.getBoundingClientRect().right > innerWidth)
        .map((inner) => inner.outerHTML.slice(0, 80)))
      .slice(0, 5)`)) as string[];
}
