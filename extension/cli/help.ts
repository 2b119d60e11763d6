import type { Command } from './command';
import { COMMANDS } from './commands/registry';
import { OPTIONS, type OptionName, type OptionSpec } from './options/types';
import type { Style } from './output/style';

export const PROGRAM = 'influence-lens';

/** What the program does and which commands it has. */
export function programHelp(style: Style): string {
  return [
    `${style.heading(PROGRAM)} explains a model's predictions by its training rows and finds wrong labels.`,
    '',
    style.heading('Usage'),
    `  ${PROGRAM} COMMAND --config FILE [options]`,
    '',
    style.heading('Commands'),
    ...pairs(COMMANDS.map((command) => [command.name, command.summary])),
    '',
    style.heading('Options'),
    ...pairs((['help', 'version'] as const).map((name) => [flag(name), OPTIONS[name].help])),
    '',
    `${PROGRAM} COMMAND --help tells about one command, with an example.`,
    '',
  ].join('\n');
}

/** One command with its options and examples. */
export function commandHelp(command: Command, style: Style): string {
  return [
    `${style.heading(`${PROGRAM} ${command.name}`)}: ${command.summary}`,
    '',
    command.description,
    '',
    style.heading('Options'),
    ...pairs(command.options.map((name) => [flag(name), OPTIONS[name].help])),
    '',
    style.heading(command.examples.length === 1 ? 'Example' : 'Examples'),
    ...command.examples.flatMap(({ command: line, does }) => [`  ${PROGRAM} ${line}`, `      ${does}`]),
    '',
    'A row number N is the zero-based record index in its file, the header not counted.',
    'Exit: 0 done, 1 failed with one line on stderr, 2 wrong usage, 130 interrupted.',
    '',
  ].join('\n');
}

function flag(name: OptionName): string {
  const { value }: OptionSpec = OPTIONS[name];
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function pairs(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
}
