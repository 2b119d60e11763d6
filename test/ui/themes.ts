import type { Page } from 'playwright-core';
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
