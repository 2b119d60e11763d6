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

/** The record that starts on this 1-based line, as it stands in the file. */
export function recordOnLine(file: string, line: number): { mail: Mail; text: string } {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1);
  for (let count = 1; count <= lines.length; count++) {
    const text = lines.slice(0, count).join('\n');
    // Quotes inside of a field are doubled: an even number of them ends the record.
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    const [id, subject, body, format, label] = parse<string[]>(text).data[0]!;
    return { mail: { id: id!, subject: subject!, body: body!, format: format!, label: label! }, text };
  }
  throw new Error(`${file}:${line} starts no record`);
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
