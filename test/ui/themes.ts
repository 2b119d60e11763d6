import type { Locator, Page } from 'playwright-core';
import { pick, runCommand } from './actions';

/** The four kinds of colour theme that VS Code ships: their names in the picker and the class they leave. */
export const THEMES = {
  dark: { label: 'Dark Modern', kind: 'vs-dark' },
  light: { label: 'Light Modern', kind: 'vs' },
  'hc-black': { label: 'Dark High Contrast', kind: 'hc-black' },
  'hc-light': { label: 'Light High Contrast', kind: 'hc-light' },
} as const;

export type ThemeName = keyof typeof THEMES;

export async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  const { label, kind } = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await pick(page, label, label);
  await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
}

/** What WCAG asks of text (AA). */
export const READABLE_CONTRAST = 4.5;

/** WCAG contrast ratio of an element's text against the background of its page. */
export async function textContrast(element: Locator): Promise<number> {
  const colours: string[] = await element.evaluate(
    '(element) => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]',
  );
  const [lighter, darker] = colours.map(luminance).sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Relative luminance of a colour such as `rgb(31, 31, 31)`. */
function luminance(colour: string): number {
  const channels = colour
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map((text) => Number(text) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
