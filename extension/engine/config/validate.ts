import { getNodeValue } from 'jsonc-parser';
import * as v from 'valibot';
import { InfluenceConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { type ConfigDocument, type ConfigPath, locate, parseConfigText } from './document';
import { descriptionAt, expectedAt, keysAt } from './expected';
import { nearest } from '../../core/nearest';
import { isBinaryTable, isLineTable } from '../../core/tables/registry';

/** The config of an influence.json's text, every default filled in. Throws a `config` error that names key, line and fix. */
export function parseConfig(
  file: string,
  text: string,
): { config: InfluenceConfig; document: ConfigDocument } {
  const document = parseConfigText(file, text);
  const value: unknown = getNodeValue(document.root);
  const parsed = v.safeParse(InfluenceConfig, value);
  if (parsed.success) {
    requireLabel(parsed.output, value, document);
    return { config: parsed.output, document };
  }
  const problems = parsed.issues.map((issue) => problemOf(issue, value, document));
  // A misspelt key also leaves its right name missing: the misspelling is the cause, so it is told first.
  const first = problems.find((problem) => problem.unknownKey) ?? problems[0]!;
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more below it)` : '';
  throw new LensError('config', `${first.message}${others}`, {
    hint: first.hint,
    location: first.location,
  });
}

/** Folders name their classes; a table's label is one of its columns, and only the user knows which. */
function requireLabel({ train }: InfluenceConfig, given: unknown, document: ConfigDocument): void {
  if (!(isLineTable(train) || isBinaryTable(train)) || valueAt(given, ['label']) !== undefined) return;
  throw new LensError('config', '"label" is missing.', {
    hint: `Add "label": ${/\.npy$/i.test(train) ? 'the .npy file with one label a row' : 'the column that holds the label'}.`,
    location: locate(document, ['label']),
  });
}

interface Problem {
  message: string;
  hint: string;
  location: ReturnType<typeof locate>;
  unknownKey: boolean;
}

function problemOf(
  issue: v.InferIssue<typeof InfluenceConfig>,
  config: unknown,
  document: ConfigDocument,
): Problem {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const name = path.join('.');
  const missing = valueAt(config, path) === undefined;
  if (issue.kind === 'schema' && issue.expected === 'never') {
    return { ...unknownKey(path, config), location: locate(document, path, 'key'), unknownKey: true };
  }
  if (missing) {
    const meaning = descriptionAt(path, config);
    const hint = `Add "${path.at(-1)}"${meaning === undefined ? '' : `: ${decapitalise(meaning)}`}${meaning?.endsWith('.') ? '' : '.'}`;
    return { message: `"${name}" is missing.`, hint, location: locate(document, path), unknownKey: false };
  }
  const value = valueAt(config, path);
  const close =
    typeof value === 'string' && issue.type === 'picklist' ? nearest(value, optionsOf(issue)) : undefined;
  return {
    message: `"${name}" is ${sayValue(value)}.`,
    hint: `It must be ${expectedAt(path, config)}.${close === undefined ? '' : ` Did you mean "${close}"?`}`,
    location: locate(document, path),
    unknownKey: false,
  };
}

function unknownKey(path: ConfigPath, config: unknown): { message: string; hint: string } {
  const key = String(path.at(-1));
  const known = keysAt(path.slice(0, -1), config);
  const best = nearest(key, known);
  const inside = path.length > 1 ? ` in "${path.slice(0, -1).join('.')}"` : '';
  return {
    message: `Unknown key "${key}"${inside}.`,
    hint:
      best === undefined
        ? `The keys${inside || ' here'} are ${known.map((name) => `"${name}"`).join(', ')}.`
        : `Did you mean "${best}"?`,
  };
}

function optionsOf(issue: { requirement?: unknown; expected: string | null }): string[] {
  return [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1]!);
}

function valueAt(config: unknown, path: ConfigPath): unknown {
  let value = config;
  for (const key of path) value = (value as Record<string | number, unknown> | null | undefined)?.[key];
  return value;
}

function sayValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function decapitalise(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
