import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { LensError } from '../../../extension/contract/errors';
import { planLabelEdit } from '../../../extension/core/labels/edit';
import { decodeText, encodeText } from '../../../extension/core/labels/encode';
import type { Encoding, FileLayout } from '../../../extension/core/tables/types';

function layoutOf(
  format: FileLayout['format'],
  names: string[],
  encoding: Encoding = 'utf-8',
  delimiter = ',',
): FileLayout {
  return { format, encoding, names, ...(format === 'jsonl' ? {} : { delimiter }) };
}

function edited(record: string, layout: FileLayout, to: string): string {
  const bytes = encodeText(record, layout.encoding);
  const edit = planLabelEdit(bytes, layout, 'label', to);
  const after = decodeText(edit.after, layout.encoding);
  const { from, to: end, replacement } = edit.text;
  assert.equal(
    record.slice(0, from) + replacement + record.slice(end),
    after,
    'the edit in text is the edit in bytes',
  );
  return after;
}

describe('label edit', () => {
  const csv = layoutOf('csv', ['a', 'label', 'b']);

  it('keeps quotes, their absence, and blanks', () => {
    assert.equal(edited('1,"ham","x ""y"""', csv, 'spam'), '1,"spam","x ""y"""');
    assert.equal(edited('1,ham,2', csv, 'spam'), '1,spam,2');
    assert.equal(edited('1,  ham ,2', csv, 'spam'), '1,  spam ,2');
    assert.equal(edited('1,,2', csv, 'spam'), '1,spam,2');
  });

  it('quotes a label that needs it', () => {
    assert.equal(edited('1,ham,2', csv, 'a,b'), '1,"a,b",2');
    assert.equal(edited('1,"ham",2', csv, 'say "x"'), '1,"say ""x""",2');
    assert.equal(edited('1;ham;2', layoutOf('csv', ['a', 'label', 'b'], 'utf-8', ';'), 'a,b'), '1;a,b;2');
  });

  it('leaves fields with line breaks as they are', () => {
    assert.equal(edited('"x\r\ny",ham,"z\n"', csv, 'spam'), '"x\r\ny",spam,"z\n"');
  });

  it('keeps the form of JSON values', () => {
    const jsonl = layoutOf('jsonl', ['label', 'n']);
    assert.equal(edited('{ "n": 1,  "label" : "ham" }', jsonl, 'sp"am'), '{ "n": 1,  "label" : "sp\\"am" }');
    assert.equal(edited('{"label":0,"n":{"label":1}}', jsonl, '1'), '{"label":1,"n":{"label":1}}');
    assert.equal(edited('{"label":0}', jsonl, 'one'), '{"label":"one"}');
    assert.equal(edited('{"label":"0"}', jsonl, '1'), '{"label":"1"}');
  });

  it('refuses what it cannot do without doubt, and says why', () => {
    const refused = (record: string | Uint8Array, layout: FileLayout, to: string, message: RegExp): void => {
      const bytes = typeof record === 'string' ? encodeText(record, layout.encoding) : record;
      assert.throws(
        () => planLabelEdit(bytes, layout, 'label', to),
        (error) =>
          error instanceof LensError && error.code === 'data' && message.test(error.message) && !!error.hint,
      );
    };
    refused('1', csv, 'spam', /no field "label"/);
    refused('{"n":1}', layoutOf('jsonl', ['label', 'n']), 'spam', /no field "label"/);
    refused('{"label":["a"]}', layoutOf('jsonl', ['label']), 'spam', /object or a list/);
    refused('1,"ham"x,2', csv, 'spam', /follows the closing quote/);
    refused('1,ham,2', csv, ' ', /cannot be empty/);
    refused(Uint8Array.of(0xe9, 0x2c, 0x61), csv, 'bücher', /not written in UTF-8/);
  });

  it('changes one field and no other byte, in any encoding (checked with another parser)', () => {
    const cell = fc.stringMatching(/^[ -~éß–漢\n\r",;]{0,8}$/);
    const label = fc
      .stringMatching(/^[a-zé,"; ]{1,6}$/)
      .filter((text) => text.trim() !== '' && text === text.trim());
    const encodings: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'];
    fc.assert(
      fc.property(
        cell,
        label,
        cell,
        label,
        fc.constantFrom(...encodings),
        fc.boolean(),
        (a, from, b, to, encoding, quotes) => {
          const record = Papa.unparse([[a, from, b]], { quotes });
          const layout = layoutOf('csv', ['a', 'label', 'b'], encoding);
          const edit = planLabelEdit(encodeText(record, encoding), layout, 'label', to);
          const parsed = Papa.parse<string[]>(decodeText(edit.after, encoding), {
            delimiter: ',',
            newline: '\n',
          }).data;
          const before = Papa.parse<string[]>(record, { delimiter: ',', newline: '\n' }).data;
          assert.deepEqual(parsed, [[before[0][0], to, before[0][2]]]);
          assert.equal(edit.from, from);
          const back = planLabelEdit(edit.after, layout, 'label', from);
          if (quotes) assert.deepEqual(back.after, encodeText(record, encoding));
        },
      ),
      { numRuns: 300 },
    );
  });
});
