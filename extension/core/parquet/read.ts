/** Reads a Parquet table. */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import type { ColumnPlan } from '../tables/plan';
import { checkNames, planColumn } from '../tables/plan';
import { dataError } from '../tables/problems';
import type { Finished } from '../tables/stringKinds';
import type { ByteSource, ReadOptions, RecordIndex, Table } from '../tables/types';
import { arrayBuilder, isNumberArray, shapeOf } from './arrays';
import type { BuildContext, ColumnBuilder } from './builders';
import { booleanBuilder, numberBuilder, stringBuilder } from './builders';
import type { ParquetFile } from './file';
import { openParquet } from './file';
import { createRowHashes } from './rowHashes';

/**
 * Reads a whole table. Records have no byte range (start and end are 0) and, for want of lines, the place of a record from 1 as their
 * line; their hash is that of the columns that are read. A list column of numbers becomes an array column. Throws `data` and `config`
 * errors with file, record and fix.
 */
export async function readParquet(source: ByteSource, options: ReadOptions, work: Work): Promise<Table> {
  const file = await openParquet(source);
  const { names, count } = file;
  checkNames({ file: source.name, names }, options);
  if (count === 0)
    throw dataError(source.name, 'The file has columns but no records.', 'Write at least one record.');
  const context = { file: source.name, count, options };
  const hashes = createRowHashes(count);
  const plans = names.map((name) => planColumn(name, options));
  const built: { plan: ColumnPlan; builder: ColumnBuilder | undefined }[] = [];
  for (const [position, plan] of plans.entries()) {
    if (!plan.read) continue;
    work.progress({ stage: `Reading column ${plan.name}`, fraction: position / names.length });
    built.push({ plan, builder: await readColumn(file, plan, context, hashes.add, work) });
  }
  const records: RecordIndex = {
    count,
    start: new Float64Array(count),
    end: new Float64Array(count),
    line: Int32Array.from({ length: count }, (_, row) => row + 1),
    hash: hashes.hash,
  };
  const finished = built.map(({ plan, builder }): Finished =>
    builder === undefined
      ? { column: { name: plan.name, kind: 'identifier' }, notices: [] }
      : builder.finish(records),
  );
  return {
    file: source.name,
    format: 'parquet',
    layout: { names },
    columns: finished.map(({ column }) => column),
    records,
    notices: finished.flatMap(({ column, notices }) =>
      notices.map((notice) => ({ file: source.name, ...notice, column: column.name })),
    ),
  };
}

async function readColumn(
  file: ParquetFile,
  plan: ColumnPlan,
  context: BuildContext,
  addHash: (row: number, value: unknown) => void,
  work: Work,
): Promise<ColumnBuilder | undefined> {
  const pacer = createPacer(work);
  const isRead = plan.kind !== 'identifier';
  let builder: ColumnBuilder | undefined;
  for (const [group, { start, end }] of file.groups.entries()) {
    const values = await file.values(plan.name, group);
    for (let i = 0; i < end - start; i++) {
      const value = values[i];
      addHash(start + i, value);
      if (!isRead || value === null || value === undefined) continue;
      builder ??= builderFor(plan, value, context);
      builder.add(start + i, value);
    }
    await pacer.pause();
  }
  return isRead ? (builder ?? stringBuilder(plan, context)) : undefined;
}

/** What a column becomes: what is set, else what its first value is. */
function builderFor(plan: ColumnPlan, value: unknown, context: BuildContext): ColumnBuilder {
  const { kind } = plan;
  const isFree = kind === undefined;
  if (plan.isLabel) return stringBuilder(plan, context);
  if ((isFree || kind === 'array') && isNumberArray(value)) {
    return arrayBuilder(plan, context.options.shapes?.[plan.name] ?? shapeOf(value), context);
  }
  if (kind === 'array') return arrayBuilder(plan, context.options.shapes?.[plan.name] ?? [], context);
  if (value instanceof Date && (isFree || kind === 'date')) return numberBuilder(plan, 'date', context);
  if (typeof value === 'boolean' && (isFree || kind === 'boolean')) return booleanBuilder(plan, context);
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  if (isNumber && (isFree || kind === 'numeric')) return numberBuilder(plan, 'numeric', context);
  return stringBuilder(plan, context);
}
