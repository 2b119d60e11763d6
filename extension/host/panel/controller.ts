/** One open panel: its webview on one side, the engine, the flags and the data files on the other. */
import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { FromPanel, type PanelRequest, type ToPanel } from '../../contract/panel';
import { holdsFile, imageFolders, isImageFile } from '../datasets/sampleFolders';
import type { Services } from '../services';
import { manageTrust } from '../showError';
import { copyOrExport, flagRecord, openLocation, openRecord, runAgain } from './actions';
import { createCalls } from './calls';
import { createSession, type Session } from './session';
import { createResultMessages } from './shown';
import { datasetsOf } from './standsOn';
import { titleOf } from './views/dispatch';
import { followReview, updateReview } from './followReview';
import { loadPage, webviewOptions } from './webview';

export interface PanelController {
  readonly request: PanelRequest;
  readonly pinned: boolean;
  readonly onDidDispose: vscode.Event<void>;
  /** Shows this request; `replace` leaves the one before out of the way back. */
  ask(request: PanelRequest, replace: boolean): void;
  reveal(): void;
}

export function controlPanel(
  services: Services,
  panel: vscode.WebviewPanel,
  initial: { request: PanelRequest; pinned: boolean },
): PanelController {
  const { webview } = panel;
  // A message to a webview that is hidden or gone is lost; it asks for everything when it comes back.
  const post = (message: ToPanel) => void webview.postMessage(message);
  const addressOf = (file: string) => webview.asWebviewUri(vscode.Uri.file(file)).toString();
  const messages = createResultMessages(addressOf);
  const session = createSession(services, initial, {
    changed(state) {
      post({ type: 'state', state });
      // After the page, which it would keep waiting: a title makes the window lay its tabs out anew.
      if (state.phase !== 'loading' || state.revision === 0) panel.title = titleOf(state.request);
    },
    loaded(revision, result) {
      post(messages.of(revision, result));
      updateFlags(services, session);
      updateReview(services, session);
    },
  });
  const calls = createCalls(services, session, post, addressOf);
  const guarded = (action: Promise<void>) =>
    void action.catch((thrown: unknown) => services.showError(thrown));

  const receive = (message: FromPanel): void => {
    switch (message.type) {
      case 'ready':
        messages.forget();
        if (session.result) post(messages.of(session.state.revision, session.result));
        return post({ type: 'state', state: session.state });
      case 'call':
        return void calls.answer(message);
      case 'abandon':
        return calls.abandon(message.id);
      case 'open':
        return guarded(openRecord(services, session, message));
      case 'openLocation':
        return guarded(openLocation(session, message));
      case 'flag':
        return guarded(flagRecord(services, session, message));
      case 'copy':
      case 'export':
        return guarded(copyOrExport(services, session, message));
      case 'ask':
        allowImages(message.request);
        return session.ask(message.request, message.replace);
      case 'back':
        return session.back();
      case 'run':
        return guarded(runAgain(session));
      case 'cancel':
        return session.cancel();
      case 'checks':
        return message.run ? session.check() : session.stopChecks();
      case 'pin':
        return session.set({ pinned: message.pinned });
      case 'showLog':
        return services.log.show();
      case 'manageTrust':
        return guarded(manageTrust());
      case 'fault':
        return services.log.error(`Webview: ${message.message}`, message.stack ?? '');
    }
  };

  let folders: readonly string[] = [];
  /** Only when they change: the page is loaded anew. */
  const allowImages = (request: PanelRequest) => {
    const wanted = imageFoldersOf(services, request);
    if (folders.length > 0 && isDeepStrictEqual(wanted, folders)) return;
    folders = wanted;
    webview.options = webviewOptions(services.context.extensionUri, wanted);
  };
  allowImages(initial.request);
  const subscriptions = [
    webview.onDidReceiveMessage((message: unknown) => {
      const parsed = v.safeParse(FromPanel, message);
      if (parsed.success) receive(parsed.output);
      else services.log.warn(`Panel: a message was refused: ${v.summarize(parsed.issues)}`);
    }),
    services.flags.onDidChange(({ config }) => {
      if (config === session.state.request.dataset.config) updateFlags(services, session);
    }),
    services.review.onDidChange(({ config }) => {
      if (config === session.state.request.dataset.config) followReview(services, session);
    }),
    services.datasets.onDidChangeData((dataset) => {
      const changed = dataset.config.fsPath;
      if (datasetsOf(session.state.request).some(({ config }) => config === changed))
        guarded(session.checkFreshness());
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (session.state.error?.code === 'restricted') session.run();
    }),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
    session.dispose();
    calls.dispose();
  });
  loadPage(webview, services.context.extensionUri);
  session.run();

  return {
    get request() {
      return session.state.request;
    },
    get pinned() {
      return session.state.pinned;
    },
    onDidDispose: panel.onDidDispose,
    ask(request, replace) {
      allowImages(request);
      session.ask(request, replace);
    },
    reveal: () => panel.reveal(undefined, false),
  };
}

/** Folders whose images the panel may show: those of the dataset, and that of an image outside of it. */
export function imageFoldersOf({ datasets }: Services, request: PanelRequest): string[] {
  const own = datasets.get(request.dataset.config);
  const folders = own ? imageFolders(own) : [];
  const file = 'target' in request ? request.target.file : undefined;
  if (file === undefined || !isImageFile(file) || folders.some((folder) => holdsFile(folder, file)))
    return folders;
  return [...folders, dirname(file)];
}

/** Rows of the training file that are flagged now. */
function updateFlags(services: Services, session: Session): void {
  const { result, state } = session;
  if (!result) return;
  const { config } = state.request.dataset;
  const train = resolve(dirname(config), result.result.head.dataset.train);
  const flagged = services.flags
    .of(config)
    .filter(({ file, place }) => place && holdsFile(train, file))
    .map(({ place }) => place!.row)
    .sort((a, b) => a - b);
  if (!isDeepStrictEqual(flagged, state.flagged)) session.set({ flagged });
}
