/** The sample's mails as a person has them who just exported a mailbox: data files, and nothing set up. */
import { parse, unparse } from 'papaparse';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../harness/paths';

const sample = join(repoRoot, 'media/sample');

export interface Mail {
  id: string;
  subject: string;
  body: string;
  format: string;
  label: string;
}

export function readMails(file: string): Mail[] {
  return parse<Mail>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
}

/** 1-based line on which a record of the file starts. */
export function lineOfMail(file: string, { id }: Mail): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.startsWith(`${id},`)) + 1;
}

/** A folder `mails` with train.csv, test.csv and new-mail.csv: one mail without a label. */
export function mailsFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'influence-mails-')), 'mails');
  mkdirSync(folder);
  for (const name of ['train.csv', 'test.csv']) copyFileSync(join(sample, name), join(folder, name));
  const columns = ['id', 'subject', 'body', 'format'];
  const unlabelled = unparse(readMails(join(sample, 'test.csv')).slice(0, 1), { columns, newline: '\n' });
  writeFileSync(join(folder, 'new-mail.csv'), `${unlabelled}\n`);
  return folder;
}
