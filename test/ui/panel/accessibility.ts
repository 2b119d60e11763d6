/** What axe says of a page, in every kind of colour theme. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { THEMES, type ThemeName } from '../themes';
import { readTheme } from './panelPage';

/** All that depends on the theme; the rest is asked once. */
const OF_THE_THEME = '{ runOnly: ["color-contrast", "link-in-text-block"] }';

/**
 * Asserts that the page as it stands has no accessibility fault in any kind of theme, switching them as VS Code does under an open
 * panel. Pictures are left in the folder that SCREENSHOTS names.
 */
export async function assertAccessible(page: Page, picture: string): Promise<void> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const folder = process.env['SCREENSHOTS'];
  for (const [i, theme] of (Object.keys(THEMES) as ThemeName[]).entries()) {
    await wear(page, theme);
    assert.deepEqual(await axeFaults(page, i === 0 ? '{}' : OF_THE_THEME), [], `${picture} in ${theme}`);
    if (folder !== undefined) await page.screenshot({ path: join(folder, `panel-${picture}-${theme}.png`) });
  }
}

/** The variables before the class: the controls read them when the class changes. */
async function wear(page: Page, theme: ThemeName): Promise<void> {
  await page.evaluate(`new Promise((drawn) => {
    const { bodyClass, variables } = ${JSON.stringify(readTheme(theme))};
    const root = document.documentElement;
    root.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
    root.style.background = variables['--vscode-editor-background'];
    document.body.className = bodyClass;
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  })`);
  await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
}

async function axeFaults(page: Page, options: string): Promise<string[]> {
  return (await page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')))`,
  )) as string[];
}
