/** What a command of the command line is; one file a command in commands/, listed in commands/registry.ts. */
import type { Work } from '../contract/progress';
import type { Engine } from '../engine/session/engine';
import type { OptionName, OptionValues } from './options/types';
import type { Style } from './output/style';

export interface CommandContext {
  options: OptionValues;
  work: Work;
  style: Style;
  /** Made by the first use. */
  engine(): Promise<Engine>;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What it does and how to read what it prints. */
  readonly description: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly { command: string; does: string }[];
  /**
   * What goes to stdout: a document for --json, else text. What it needs beyond its options it imports when it runs, so that the
   * program starts fast.
   */
  run(context: CommandContext): Promise<string>;
}
