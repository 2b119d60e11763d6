/** Brings panels back after a reload of the window; what a panel needs is loaded with the first one. */
import * as vscode from 'vscode';
import { PANEL_TYPE } from '../../contract/panelType';
import type { Services } from '../services';

export function registerPanels(services: Services): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
    async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown) {
      const { restorePanel } = await import('./panel');
      restorePanel(services, panel, state);
    },
  });
}
