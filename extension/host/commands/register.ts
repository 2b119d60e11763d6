/**
 * The one wrapper round every command: it logs the time, and turns whatever is thrown into a message. What the commands do is
 * loaded with the first of them, not with the extension.
 */
import * as vscode from 'vscode';
import type { Services } from '../services';
import type { CommandArguments, CommandId } from './ids';

/** What a command does; its result, if any, is for other extensions and tests. */
export type CommandHandler<C extends CommandId> = (
  services: Services,
  ...args: CommandArguments[C]
) => Promise<unknown>;

export type CommandHandlers = { [C in CommandId]: CommandHandler<C> };

/** Registers the commands that package.json declares. */
export function registerCommands(
  services: Services,
  load: () => Promise<CommandHandlers>,
): vscode.Disposable {
  const { contributes } = services.context.extension.packageJSON as Manifest;
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) => register(services, command, load)),
  );
}

interface Manifest {
  contributes: { commands: { command: CommandId }[] };
}

function register<C extends CommandId>(
  services: Services,
  id: C,
  load: () => Promise<CommandHandlers>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: CommandArguments[C]): Promise<unknown> => {
    const start = performance.now();
    try {
      const handlers = await load();
      const result = await handlers[id](services, ...args);
      services.log.debug(`${id}: ${Math.round(performance.now() - start)} ms`);
      return result;
    } catch (thrown) {
      services.log.info(`${id} did not finish:`);
      services.showError(thrown);
      return undefined;
    }
  });
}
