import { writeFile } from 'node:fs/promises';
import { LensError } from '../../contract/errors';

/** Writes a report to a file. Throws an `io` error. */
export async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((cause: Error) => {
    throw new LensError('io', `The report can't be written: ${cause.message}.`, {
      hint: 'Does the folder exist, and may you write to it?',
      location: { file },
      cause,
    });
  });
}
