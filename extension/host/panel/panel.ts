/** The panel beside the editor: opening it, finding one that is open, taking back one that a reload of the window left. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { SavedPanel, type PanelRequest } from '../../contract/panel';
import { PANEL_TYPE } from '../../contract/panelType';
import type { DatasetRef, TargetChoice } from '../../contract/protocol';
import type { RecordRef } from '../../contract/records';
import type { Services } from '../services';
import { controlPanel, imageFoldersOf, type PanelController } from './controller';
import { webviewOptions } from './webview';

/** Open panels, the last shown first. */
const open: PanelController[] = [];

/** Opens the panel at once, beside the editor, and fills it as the engine answers. */
export function showExplanation(
  services: Services,
  dataset: DatasetRef,
  target: RecordRef,
  choice: TargetChoice,
): void {
  showPanel(services, { view: 'explanation', dataset, target, choice });
}

/** The review of suspected mislabels, by the score that it has been ranked by. */
export function showReview(services: Services, dataset: DatasetRef): void {
  const { result } = services.review.of(dataset.config);
  showPanel(services, { view: 'review', dataset, score: result?.score ?? 'alo' });
}

/** Brings a panel back after a reload of the window. */
export function restorePanel(services: Services, panel: vscode.WebviewPanel, state: unknown): void {
  const saved = v.safeParse(SavedPanel, state);
  if (saved.success) {
    const { request, pinned } = saved.output;
    track(controlPanel(services, panel, { request, pinned }));
  } else {
    services.log.warn(`A panel was not restored: ${v.summarize(saved.issues)}`);
    panel.dispose();
  }
}

/** In the panel that shows it already, else in one that is not pinned, else in a new one. */
export function showPanel(services: Services, request: PanelRequest): void {
  const same = open.find((panel) => isDeepStrictEqual(panel.request, request));
  const shown =
    same ?? open.find((panel) => !panel.pinned && panel.request.dataset.config === request.dataset.config);
  if (shown) {
    shown.reveal();
    return shown.ask(request, shown === same);
  }
  const panel = vscode.window.createWebviewPanel(PANEL_TYPE, 'Influence', vscode.ViewColumn.Beside, {
    ...webviewOptions(services.context.extensionUri, imageFoldersOf(services, request)),
    enableFindWidget: false,
  });
  track(controlPanel(services, panel, { request, pinned: false }));
}

function track(panel: PanelController): void {
  open.unshift(panel);
  panel.onDidDispose(() => open.splice(open.indexOf(panel), 1));
}
