/** The settings of the extension, typed; package.json declares the same keys and defaults (a test compares them). */
import * as vscode from 'vscode';
import { DEFAULT_SETTINGS, SECTION, type Settings } from './settingDefaults';

export function readSetting<K extends keyof Settings>(key: K): Settings[K] {
  return vscode.workspace.getConfiguration(SECTION).get<Settings[K]>(key, DEFAULT_SETTINGS[key]);
}

/** Calls back when one of the settings changed. */
export function onSettingChange(keys: readonly (keyof Settings)[], changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (keys.some((key) => event.affectsConfiguration(`${SECTION}.${key}`))) changed();
  });
}
