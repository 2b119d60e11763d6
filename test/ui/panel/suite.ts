/** What every suite of the panel's page has: an engine, and a page at a time that must leave no error in the console. */
import assert from 'node:assert/strict';
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
  let open: PanelPage | undefined;
  before(() => {
    engine = startEngine();
  });
  after(() => engine.stop());
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
      open = await openPanelPage({ engine, ...options });
      return open;
    },
  };
}
