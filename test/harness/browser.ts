/** A headless Chromium that reaches nothing but this machine. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { ensureChromium } from './chromium';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const VIEWPORT = { width: 1280, height: 800 };
export const WAIT_LIMIT_MS = 30_000;
export const START_LIMIT_MS = 60_000;

export async function openBrowser(): Promise<{ browser: Browser; context: BrowserContext }> {
  const browser = await launchBrowser();
  return { browser, context: await newContext(browser) };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: ARGS });
}

/** Knows nothing of the other contexts of the browser, and is opened in a fraction of its time. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  context.setDefaultNavigationTimeout(START_LIMIT_MS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
    (route) => route.abort(),
  );
  return context;
}
