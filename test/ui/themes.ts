import type { Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** The four kinds of colour theme that VS Code ships. */
export const THEMES = {
  dark: { name: 'Default Dark Modern', kind: 'vs-dark' },
  light: { name: 'Default Light Modern', kind: 'vs' },
  'hc-black': { name: 'Default High Contrast', kind: 'hc-black' },
  'hc-light': { name: 'Default High Contrast Light', kind: 'hc-light' },
} as const;

export type ThemeName = keyof typeof THEMES;

export async function setTheme({ server, page }: Workbench, theme: ThemeName): Promise<void> {
  const { name, kind } = THEMES[theme];
  server.writeSettings({ 'workbench.colorTheme': name });
  await themeShown(page, kind);
}

async function themeShown(page: Page, kind: string): Promise<void> {
  await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
}
