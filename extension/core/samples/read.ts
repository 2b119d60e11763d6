/** Reads a folder of samples as a table: a record a file, its content and its class the two columns. */
import type { Notice } from '../../contract/records';
import type { Work } from '../../contract/progress';
import { listNames } from '../nearest';
import { checkNames } from '../tables/plan';
import { dataError } from '../tables/problems';
import { packedStrings } from '../tables/strings';
import type { ReadOptions, RecordIndex, Table, TableColumn } from '../tables/types';
import { planImages, readImages } from './images';
import { classOfSample } from './listing';
import type { SampleRecords } from './records';
import { createRecords, finishRecords, skippedNotices } from './records';
import { readTexts } from './texts';
import type { SampleContent, SampleSource } from './types';

const LABEL = 'label';

/** The column that holds what is in the files. */
export function contentColumn(content: SampleContent, label = LABEL): string {
  const name = content === 'images' ? 'image' : 'text';
  return name === label ? 'content' : name;
}

/**
 * The samples of a folder, labelled by their sub-folders. A file that cannot be used is skipped and told in the notices. Throws a `data`
 * error when none is left, and for a training folder without two classes.
 */
export async function readSamples(source: SampleSource, options: ReadOptions, work: Work): Promise<Table> {
  const { content } = source;
  const label = options.label ?? LABEL;
  const name = contentColumn(content, label);
  const names = [name, label];
  checkNames({ file: source.name, names }, options);
  const records = createRecords(source.name, source.paths.length);
  const notices: Notice[] = otherNotices(source);
  const read = await readContent(source, name, records, options, notices, work);
  const index = finishRecords(records);
  if (index.count === 0) throw nothingLeft(records, content);
  const classes = classColumn(index, label);
  if (options.required === undefined) checkClasses(classes, records, content);
  const columns = options.exclude.includes(name) ? [classes] : [read, classes];
  return {
    file: source.name,
    format: content,
    layout: { names },
    columns,
    records: index,
    notices: [...notices, ...skippedNotices(records)],
  };
}

async function readContent(
  source: SampleSource,
  name: string,
  records: SampleRecords,
  options: ReadOptions,
  notices: Notice[],
  work: Work,
): Promise<TableColumn> {
  if (source.content === 'images') {
    const plan = await planImages(source, options.image ?? {}, options.shapes?.[name], work);
    notices.push(...plan.notices);
    return readImages(source, records, name, plan, options.pixelBytes, work);
  }
  const texts = await readTexts(source, records, work);
  if (texts.foreign.count > 0) {
    const first = records.files[texts.foreign.row];
    const several = texts.foreign.count > 1 ? ` and ${texts.foreign.count - 1} more are` : ' is';
    notices.push({
      message: `This file${several} not valid UTF-8; read as Windows-1252.`,
      file: `${source.name}/${first}`,
    });
  }
  return { name, kind: 'text', codes: texts.codes, texts: packedStrings(texts.strings) };
}

type ClassColumn = TableColumn & { kind: 'categorical' | 'boolean' };

function classColumn({ files }: RecordIndex, name: string): ClassColumn {
  const classes = files!.map(classOfSample);
  const categories = [...new Set(classes.filter((one) => one !== undefined))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const codeOf = new Map(categories.map((category, code) => [category, code]));
  const codes = Int32Array.from(classes, (one) => (one === undefined ? -1 : codeOf.get(one)!));
  return { name, kind: 'categorical', codes, categories };
}

function checkClasses({ categories }: ClassColumn, { folder }: SampleRecords, content: SampleContent): void {
  const what = content === 'images' ? 'images' : 'files';
  const fix = `Put the ${what} of each class into a sub-folder that is named after the class.`;
  if (categories.length < 2) {
    const found = categories.length === 0 ? 'no sub-folder' : `only one sub-folder, "${categories[0]}",`;
    throw dataError(folder, `There is ${found} with ${what} in this folder: a model needs two classes.`, fix);
  }
}

function otherNotices({ name, content, others }: SampleSource): Notice[] {
  if (others.length === 0) return [];
  const what = content === 'images' ? 'PNG or JPEG images' : 'texts';
  const are = others.length === 1 ? 'One file of the folder is' : `${others.length} files of the folder are`;
  return [
    { message: `${are} not among the ${what} of a class and left out: ${listNames(others, 3)}.`, file: name },
  ];
}

function nothingLeft({ folder, skipped }: SampleRecords, content: SampleContent): Error {
  const what = content === 'images' ? 'image' : 'text file';
  if (skipped.length === 0) {
    return dataError(
      folder,
      `There is no ${what} in this folder.`,
      'Give a folder with one sub-folder per class.',
    );
  }
  const [{ path, reason }] = skipped;
  const others =
    skipped.length === 1 ? '' : `None of the ${skipped.length} files of the folder can be used. `;
  return dataError(
    `${folder}/${path}`,
    `${others}This file cannot be used: ${reason}.`,
    'Save images as PNG or JPEG, and texts as UTF-8.',
  );
}
