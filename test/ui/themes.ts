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

/** Runs in the page: the background of the editor, and on it, which counts where it is translucent, the text of an element. */
const readColours = new Function(
  'element',
  `const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const paint = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  };
  const root = getComputedStyle(document.documentElement);
  const style = getComputedStyle(element);
  const behind = paint(root.getPropertyValue('--vscode-editor-background'));
  return [behind, paint(element instanceof SVGElement ? style.fill : style.color)];`,
) as (element: unknown) => number[][];

/** WCAG contrast ratio of an element's text against the background of the editor. */
export async function textContrast(element: Locator): Promise<number> {
  const colours = await element.evaluate(readColours);
  const [lighter, darker] = colours.map(luminance).sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Relative luminance of a colour, channels from 0 to 255. */
function luminance(channels: number[]): number {
  const [red, green, blue] = channels
    .map((channel) => channel / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
