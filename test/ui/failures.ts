import type { Page } from 'playwright-core';
import { screenshot } from './workbench';

/** After a test of the suite failed: what the page shows, as a picture and, for where there is only the log, as text. */
export function tellOfFailures(page: () => Page, name: string): void {
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await screenshot(page(), name);
    console.error(await page().locator('body').ariaSnapshot());
  });
}
