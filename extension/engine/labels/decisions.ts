import { readFile } from 'node:fs/promises';
import { type Decision, DECISIONS_FILE, decisionsFileOf } from '../../contract/decisions';
import { LensError } from '../../contract/errors';
import { parseSidecar, parseSidecarLines } from '../../contract/sidecar';

/** Content hashes of the rows of a data file whose label someone decided to be right. No decisions file, no rows. */
export async function keptHashes(config: string, file: string): Promise<Set<string>> {
  const path = decisionsFileOf(config);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw unreadable(path, cause);
  });
  const decisions = parseSidecar(DECISIONS_FILE, text, path);
  return new Set(
    decisions.filter((one) => one.decision === 'kept' && one.file === file).map(({ hash }) => hash),
  );
}

/** The decisions of a patch with their lines. Throws an `io` error when it cannot be read. */
export async function readPatch(path: string): Promise<{ entry: Decision; line: number }[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause);
  });
  return parseSidecarLines(DECISIONS_FILE, text, path);
}

function unreadable(file: string, cause: NodeJS.ErrnoException): LensError {
  const missing = cause.code === 'ENOENT';
  return new LensError(
    'io',
    missing ? 'There is no such file.' : `The file can't be read: ${cause.message}.`,
    {
      hint: missing ? 'Check the path.' : 'Check its permissions.',
      location: { file },
      cause,
    },
  );
}
