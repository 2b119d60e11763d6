/** Commands with their arguments, typed, for links, lenses and tree items. */
import type * as vscode from 'vscode';
import type { CommandArguments, CommandId } from './ids';

export function commandLink<C extends CommandId>(
  id: C,
  title: string,
  ...args: CommandArguments[C]
): vscode.Command {
  return { command: id, title, arguments: args };
}

/** The same as the target of a link in Markdown. */
export function commandUri<C extends CommandId>(id: C, ...args: CommandArguments[C]): string {
  return `command:${id}?${encodeURIComponent(JSON.stringify(args))}`;
}
