/** Fixes, undone fixes and edits from outside, in any order, on files of every form. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LensError } from '../../../extension/contract/errors';
import type { RecordPlace } from '../../../extension/contract/records';
import { encodeText } from '../../../extension/core/labels/encode';
import { recordPlace } from '../../../extension/core/tables/cells';
import type { Encoding } from '../../../extension/core/tables/types';
import { rewriteLabels } from '../../../extension/engine/answers/labelEdits';
import { indexRecords } from '../../../extension/engine/dataset/recordIndex';

const work = () => ({ signal: new AbortController().signal, progress: () => undefined });

/** A record in three pieces, the label between the other two as it is spelled, with what ends its line. */
interface Piece {
  before: string;
  label: string;
  after: string;
  end: string;
}

interface Form {
  name: string;
  extension: string;
  header: string;
  /** A record of two cells with the label between them. */
  record(a: string, label: string, b: string, quoted: boolean): Omit<Piece, 'end'>;
  /** The label that a spelled one stands for. */
  read(spelled: string): string;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const unquote = (spelled: string) =>
  spelled.startsWith('"') ? spelled.slice(1, -1).replaceAll('""', '"') : spelled;
const delimited = (name: string, extension: string, delimiter: string): Form => ({
  name,
  extension,
  header: ['a', 'label', 'b'].join(delimiter),
  record: (a, label, b, quoted) => ({
    before: `${quote(a)}${delimiter}`,
    label: quoted ? quote(label) : label,
    after: `${delimiter}${quote(b)}`,
  }),
  read: unquote,
});
const FORMS: Form[] = [
  delimited('CSV', 'csv', ','),
  delimited('TSV', 'tsv', '\t'),
  {
    name: 'JSONL',
    extension: 'jsonl',
    header: '',
    record: (a, label, b) => ({
      before: `{"a": ${JSON.stringify(a)}, "label" : `,
      label: JSON.stringify(label),
      after: `,"b":${JSON.stringify(b)} }`,
    }),
    read: (spelled) => JSON.parse(spelled) as string,
  },
];

const LABELS = ['ham', 'spam', 'ü', 'a, b', 'say "x"'];
const cell = fc.constantFrom('', '1', 'x, "y"', 'two\nlines', 'one\r\ntwo', 'é漢', '=1;2');
const content = fc.record({
  a: cell,
  b: cell,
  label: fc.constantFrom('ham', 'spam'),
  quoted: fc.boolean(),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fix' as const), at: fc.nat(), to: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat(), to: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert' as const, 'remove' as const, 'twin' as const),
      at: fc.nat(),
      to: fc.nat(),
    }),
  },
);

describe('any sequence of fixes, undone fixes and outside edits', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'lens-sequence-'))));
  after(() => rmSync(folder, { recursive: true }));

  for (const form of FORMS) {
    it(`changes single labels of ${form.name} and no other byte, and never those of another record`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(content, { minLength: 2, maxLength: 7 }),
          fc.array(step, { maxLength: 7 }),
          fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
          fc.boolean(),
          fc.constantFrom('\n', '\r\n'),
          fc.boolean(),
          async (contents, steps, encoding, mark, newline, lastEnd) => {
            // Files in UTF-16 are known by their mark.
            const bom = mark || encoding !== 'utf-8' ? '\uFEFF' : '';
            const head = bom + (form.header === '' ? '' : form.header + newline);
            const pieceOf = ({ a, b, label, quoted }: (typeof contents)[0]): Piece => ({
              ...form.record(a, label, b, quoted),
              end: newline,
            });
            const pieces = contents.map(pieceOf);
            const file = join(folder, `train.${form.extension}`);
            const config = join(folder, 'influence.json');
            writeFileSync(
              config,
              JSON.stringify({ train: `train.${form.extension}`, test: 0.5, label: 'label' }),
            );
            const textOf = (piece: Piece) => piece.before + piece.label + piece.after;
            const whole = () =>
              encodeText(
                head +
                  pieces
                    .map((piece, i) => textOf(piece) + (i < pieces.length - 1 || lastEnd ? piece.end : ''))
                    .join(''),
                encoding,
              );
            const save = () => writeFileSync(file, whole());
            const placeOf = async (row: number): Promise<RecordPlace> =>
              recordPlace(file, await indexRecords(file, work()), row);

            /** Fixes through a place that may be out of date; true when it was done. */
            const relabel = async (place: RecordPlace, wanted: string, to: string): Promise<boolean> => {
              const before = pieces.map(textOf);
              try {
                const { written, backup } = await rewriteLabels(
                  { dataset: { config }, edits: [{ place, to }] },
                  work(),
                );
                const row = written[0]!.place.row;
                assert.equal(before[row], wanted, 'the record has the content that was meant');
                assert.deepEqual(new Uint8Array(readFileSync(backup)), whole());
                rmSync(backup);
                const { label } = pieces[row]!;
                const grown = readFileSync(file).length - whole().length;
                const start = encodeText(
                  head +
                    pieces
                      .slice(0, row)
                      .map((p) => textOf(p) + p.end)
                      .join('') +
                    pieces[row]!.before,
                  encoding,
                ).length;
                const length = encodeText(label, encoding).length + grown;
                const spelled = readFileSync(file).subarray(start, start + length);
                pieces[row]!.label = new TextDecoder(encoding, { ignoreBOM: true }).decode(spelled);
                assert.equal(form.read(pieces[row]!.label), to);
                assert.deepEqual(
                  new Uint8Array(readFileSync(file)),
                  whole(),
                  'every other byte is as it was',
                );
                return true;
              } catch (thrown) {
                if (!(thrown instanceof LensError) || thrown.code !== 'stale') throw thrown;
                assert.deepEqual(new Uint8Array(readFileSync(file)), whole(), 'a refusal changes nothing');
                assert.notEqual(
                  before.filter((text) => text === wanted).length,
                  1,
                  'a record that is there once is never refused',
                );
                return false;
              }
            };

            save();
            // Places are taken once, as by a run of the engine; later ones of fixed records are those that the fix gave.
            const known: { place: RecordPlace; content: string; label: string }[] = [];
            for (const [row, piece] of pieces.entries()) {
              known.push({
                place: await placeOf(row),
                content: textOf(piece),
                label: form.read(piece.label),
              });
            }
            const done: { place: RecordPlace; content: string; from: string; exact: string }[] = [];
            for (const { kind, at, to } of steps) {
              if (kind === 'fix') {
                const { place, content: wanted, label } = known[at % known.length]!;
                const label2 = LABELS[to % LABELS.length]!;
                const rowsBefore = pieces.map(textOf);
                if (await relabel(place, wanted, label2)) {
                  const row = pieces.findIndex((piece, i) => textOf(piece) !== rowsBefore[i]);
                  if (row >= 0)
                    done.push({
                      place: await placeOf(row),
                      content: textOf(pieces[row]!),
                      from: label,
                      exact: wanted,
                    });
                }
              } else if (kind === 'undo') {
                const last = done.pop();
                if (last === undefined) continue;
                const twins = pieces.filter((piece) => textOf(piece) === last.exact).length;
                const undone = await relabel(last.place, last.content, last.from);
                // A plain field that had to be quoted stays so; else the record is what it was, byte for byte.
                const quotesAdded = last.content.includes('"a, b"') || last.content.includes('"say ""x"""');
                if (undone && !quotesAdded)
                  assert.equal(pieces.filter((piece) => textOf(piece) === last.exact).length, twins + 1);
              } else {
                const row = at % (pieces.length + 1);
                if (kind === 'insert') pieces.splice(row, 0, pieceOf(contents[to % contents.length]!));
                else if (kind === 'twin') pieces.splice(row, 0, { ...pieces[to % pieces.length]! });
                else if (pieces.length > 2) pieces.splice(row % pieces.length, 1);
                save();
              }
            }
          },
        ),
        { numRuns: 60 },
      );
    }).timeout(60_000);
  }
});
