/** The client of the engine's process with the settings of the user. */
import * as vscode from 'vscode';
import { createEngineClient, type EngineClient } from './engine/client';
import { readSetting } from './settings';

export function startClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): EngineClient {
  return createEngineClient({
    worker: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath,
    cacheFolder: vscode.Uri.joinPath(context.globalStorageUri, 'cache').fsPath,
    // Read whenever a process is started, so that a restart takes changed settings.
    get env() {
      return engineEnvironment();
    },
    log: (level, message) => log[level](message),
    stateChanged: (state) => log.debug(`Engine: ${state}`),
  });
}

/** A path of a native module is not taken from an untrusted workspace. */
function engineEnvironment(): NodeJS.ProcessEnv {
  const nativeModule = readSetting('nativeModule');
  return {
    INFLUENCE_LENS_MEMORY: String(readSetting('memory')),
    ...(nativeModule !== '' && vscode.workspace.isTrusted && { INFLUENCE_LENS_NATIVE: nativeModule }),
  };
}
