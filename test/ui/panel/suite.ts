/** What every suite of the panel's page has: an engine, a browser, and a page at a time that must leave no error in the console. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../harness/browser';
import { startEngine, type TestEngine } from './engine';
import { openPanelPage, type PanelOptions, type PanelPage } from './panelPage';

type Given = Partial<PanelOptions> & Pick<PanelOptions, 'request'>;

interface PanelSuite {
  /** From the suite's own `before` on. */
  readonly engine: TestEngine;
  /** Opens the page, with the suite's engine unless another is given; it is closed after the test. */
  show(options: Given): Promise<PanelPage>;
}

export function panelSuite(): PanelSuite {
  let engine: TestEngine;
  let browser: Browser;
  let open: PanelPage | undefined;
  before(async () => {
    engine = startEngine();
    browser = await launchBrowser();
  });
  after(async () => {
    engine.stop();
    await browser.close();
  });
  afterEach(async () => {
    const problems = open?.problems ?? [];
    await open?.close();
    open = undefined;
    assert.deepEqual(problems, [], 'errors in the console');
  });
  return {
    get engine() {
      return engine;
    },
    async show(options) {
      open = await openPanelPage({ browser, engine, ...options });
      return open;
    },
  };
}
