import { parseArgs } from 'node:util';
import { LensError } from '../../contract/errors';
import { suggest } from '../../core/nearest';
import { OPTIONS, type OptionName, type OptionSpec, type OptionValues } from './types';

/** Options given to one command. Throws a `usage` error for whatever does not belong there. */
export function parseOptions(args: readonly string[], allowed: readonly OptionName[]): OptionValues {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(OPTIONS).map(([name, spec]) => [name, { type: 'value' in spec ? 'string' : 'boolean' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: OptionValues = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      throw usage(`There is no place for "${token.value}" here.`, 'Options start with --.');
    }
    const name = token.name as OptionName;
    if (!allowed.includes(name)) {
      throw usage(
        `Unknown option ${token.rawName}.`,
        suggest(
          `--${token.name}`,
          allowed.map((option) => `--${option}`),
          'options',
        ),
      );
    }
    if (values[name] !== undefined) throw usage(`--${name} is given twice.`, 'Keep one of them.');
    values[name] = valueOf(name, OPTIONS[name], token.value);
  }
  return values;
}

function valueOf(name: OptionName, spec: OptionSpec, text: string | undefined): string | number | true {
  if (spec.value === undefined) {
    if (text !== undefined) throw usage(`--${name} takes no value.`, `Write --${name} alone.`);
    return true;
  }
  if (text === undefined || text === '') {
    throw usage(`--${name} needs a value.`, `Write --${name} ${spec.value}.`);
  }
  if (spec.choices && !spec.choices.includes(text)) {
    throw usage(`--${name} can't be "${text}".`, suggest(text, spec.choices, 'choices'));
  }
  if (spec.wholeFrom !== undefined) {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!Number.isSafeInteger(number) || number < spec.wholeFrom) {
      throw usage(
        `--${name} can't be "${text}".`,
        `It must be a whole number of at least ${spec.wholeFrom}.`,
      );
    }
    return number;
  }
  if (spec.between !== undefined) {
    const [least, most] = spec.between;
    const number = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= least && number <= most)) {
      throw usage(`--${name} can't be "${text}".`, `It must be a number from ${least} to ${most}.`);
    }
    return number;
  }
  return text;
}

export function usage(message: string, hint: string): LensError {
  return new LensError('usage', message, { hint });
}
