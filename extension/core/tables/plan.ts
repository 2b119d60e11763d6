/** Which columns of a file are read, and as what. */
import { LensError } from '../../contract/errors';
import type { Header } from './header';
import { looksLikeData } from './header';
import { listNames, nearest } from '../nearest';
import { dataError } from './problems';
import type { ReadableKind, ReadOptions } from './types';

export interface ColumnPlan {
  name: string;
  read: boolean;
  isLabel: boolean;
  /** Set by the caller; absent: found out. */
  kind?: ReadableKind;
}

export function planColumn(name: string, options: ReadOptions): ColumnPlan {
  const isLabel = name === options.label;
  if (isLabel) return { name, read: true, isLabel, kind: 'categorical' };
  const { required, optional } = options;
  const asked = required === undefined || required.includes(name) || optional?.includes(name) === true;
  return {
    name,
    read: asked && !options.exclude.includes(name),
    isLabel,
    kind: Object.hasOwn(options.kinds, name) ? options.kinds[name] : undefined,
  };
}

function didYouMean(name: string, names: readonly string[]): string {
  const best = nearest(name, names);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}

/** The names of a file's columns, and its header where it has one. */
export interface NamedColumns {
  file: string;
  names: readonly string[];
  header?: Header;
}

/** Checks the names that the caller gave against those of the file. Throws a `data` or `config` error for one that is missing. */
export function checkNames({ file, names, header }: NamedColumns, options: ReadOptions): void {
  const place = header === undefined ? {} : { line: 1 };
  const { label } = options;
  if (label !== undefined && !names.includes(label) && !options.labelOptional) {
    const noHeader = header !== undefined && looksLikeData(names);
    throw dataError(
      file,
      `There is no column "${label}".${didYouMean(label, names)}`,
      noHeader
        ? `The first line must name the columns, but it looks like data: ${listNames(names, 6)}. Add a line of names.`
        : `The label is one of the columns of the file: ${listNames(names)}.`,
      place,
    );
  }
  if (label !== undefined && header?.repeated.includes(label)) {
    throw dataError(
      file,
      `More than one column is named "${label}".`,
      'Rename all but the one that holds the label.',
      place,
    );
  }
  const missing = options.required?.find((name) => name !== label && !names.includes(name));
  if (missing !== undefined) {
    throw dataError(
      file,
      `The column "${missing}" of the training file is not in this one.${didYouMean(missing, names)}`,
      `This file has: ${listNames(names)}.`,
      place,
    );
  }
  if (options.required === undefined) {
    checkConfigNames(names, options.exclude, 'features.exclude');
    checkConfigNames(names, Object.keys(options.kinds), 'features.columns');
  }

  function checkConfigNames(known: readonly string[], given: readonly string[], key: string): void {
    const unknown = given.find((name) => !known.includes(name));
    if (unknown === undefined) return;
    throw new LensError(
      'config',
      `"${key}" names a column "${unknown}" that is not in the file.${didYouMean(unknown, known)}`,
      {
        hint: `The file has: ${listNames(known)}.`,
        location: { file, key, ...place },
      },
    );
  }
}
