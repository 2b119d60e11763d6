/** The one wrapper round every command: it logs the start and the time, and turns whatever is thrown into a message. */
import * as vscode from 'vscode';
import type { Services } from '../services';
import type { CommandArguments, CommandId } from './ids';

/** What a command does; its result, if any, is for other extensions and tests. */
export type CommandHandler<C extends CommandId> = (
  services: Services,
  ...args: CommandArguments[C]
) => Promise<unknown>;

export type CommandHandlers = { [C in CommandId]: CommandHandler<C> };

export function registerCommands(services: Services, handlers: CommandHandlers): vscode.Disposable {
  const ids = Object.keys(handlers) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map((id) => register(services, id, handlers[id] as CommandHandler<typeof id>)),
  );
}

function register<C extends CommandId>(
  services: Services,
  id: C,
  handler: CommandHandler<C>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: CommandArguments[C]): Promise<unknown> => {
    const start = performance.now();
    try {
      const result = await handler(services, ...args);
      services.log.debug(`${id}: ${Math.round(performance.now() - start)} ms`);
      return result;
    } catch (thrown) {
      services.log.info(`${id} did not finish:`);
      services.showError(thrown);
      return undefined;
    }
  });
}
