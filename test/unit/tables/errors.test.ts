import assert from 'node:assert/strict';
import { readTable } from '../../../extension/core/tables/read';
import type { ReadOptions } from '../../../extension/core/tables/types';
import { assertFails, encoded, quietWork, read, sourceOf } from './support';

interface Case {
  name: string;
  text: string | Uint8Array;
  options?: Partial<ReadOptions>;
  expected: Parameters<typeof assertFails>[1];
  file?: string;
}

const label = { label: 'label' };

const cases: Case[] = [
  {
    name: 'an empty file',
    text: '',
    expected: { line: 1, message: /The file is empty/, hint: /first line must name the columns/ },
  },
  {
    name: 'a file of blank lines',
    text: '\n  \n\n',
    expected: { line: 1, message: /The file is empty/, hint: /first line must name the columns/ },
  },
  {
    name: 'a header without records',
    text: 'a,label\n\n',
    options: label,
    expected: { line: 1, message: /has a header but no records/, hint: /Add one record a line/ },
  },
  {
    name: 'an empty JSON Lines file',
    file: 'data.jsonl',
    text: '\n',
    expected: { line: 1, message: /The file is empty/, hint: /one JSON object a line/ },
  },
  {
    name: 'a label column that is not there, with the nearest name and all names',
    text: 'a,Lable\n1,x\n',
    options: label,
    expected: {
      line: 1,
      message: /no column "label"\. Did you mean "Lable"\?/,
      hint: /columns of the file: "a", "Lable"/,
    },
  },
  {
    name: 'a first line that is data',
    text: '5.1,3.5,setosa\n4.9,3.0,setosa\n',
    options: label,
    expected: {
      line: 1,
      message: /no column "label"/,
      hint: /first line must name the columns, but it looks like data/,
    },
  },
  {
    name: 'a label key that is not there',
    file: 'data.jsonl',
    text: '{"a":1}\n',
    options: label,
    expected: { line: undefined, message: /no column "label"/, hint: /columns of the file: "a"/ },
  },
  {
    name: 'two label columns',
    text: 'a,label,label\n1,x,y\n',
    options: label,
    expected: { line: 1, message: /More than one column is named "label"/, hint: /Rename all but the one/ },
  },
  {
    name: 'a record without a label, after a field of several lines',
    text: 'a,label\n"x\ny",p\n2,q\n3,?\n4,\n',
    options: label,
    expected: {
      line: 5,
      message: /no label: column "label" is empty here \(and 1 more\)/,
      hint: /Fill it in or delete the record/,
    },
  },
  {
    name: 'one class only',
    text: 'a,label\n1,x\n2,x\n',
    options: label,
    expected: {
      line: undefined,
      message: /same label: column "label" holds only "x"/,
      hint: /at least two classes/,
    },
  },
  {
    name: 'a label that is a measurement',
    text: `a,label\n${Array.from({ length: 60 }, (_, i) => `${i % 7},${i * 1.5}`).join('\n')}\n`,
    options: label,
    expected: {
      line: undefined,
      message: /60 different values in 60 records: these are no classes/,
      hint: /few different values/,
    },
  },
  {
    name: 'a record with too many fields',
    text: 'a,b,label\n"x\ny",2,p\n1,Smith, John,q\n',
    options: label,
    expected: {
      line: 4,
      column: 15,
      message: /has 4 fields, the header 3/,
      hint: /delimiter \(,\) must stand in quotes/,
    },
  },
  {
    name: 'a quote that is never closed',
    text: 'a,label\n1,p\n"2,q\n3,p\n4,q\n',
    options: label,
    expected: {
      line: 3,
      column: 1,
      message: /quote opens a field here and is never closed/,
      hint: /Close it with a quote/,
    },
  },
  {
    name: 'a quote that runs on to the next quoted field',
    text: 'a,label\n1,p\n2,"q\n"3",p\n4,q\n',
    options: label,
    expected: {
      line: 3,
      column: 3,
      message: /runs on to line 4 .*never closed/,
      hint: /Close the field with a quote/,
    },
  },
  {
    name: 'text in a column that is set to numeric',
    text: 'a,label\n1,p\n2,q\n"x\ny",p\n',
    options: { ...label, kinds: { a: 'numeric' } },
    expected: {
      line: 4,
      column: 2,
      message: /"a" is numeric, but this value is no number: "x y"/,
      hint: /features\.columns/,
    },
  },
  {
    name: 'a number that is not finite',
    text: 'a,b,label\n1,1,p\n2,-inf,q\n',
    options: label,
    expected: {
      line: 3,
      column: 3,
      message: /"b" is numeric, but this value is not finite: "-inf"/,
      hint: /leave the cell empty/,
    },
  },
  {
    name: 'a number too large for a double, in a column that starts with missing values',
    text: `a,label\n${',p\n,q\n'.repeat(400)}1,p\n1e999,q\n`,
    options: label,
    expected: {
      line: 803,
      message: /"a" is numeric, but this value is not finite: "1e999"/,
      hint: /Write a number/,
    },
  },
  {
    name: 'a word in a column that is set to date',
    text: 'a,label\n2024-01-01,p\nsoon,q\n',
    options: { ...label, kinds: { a: 'date' } },
    expected: { line: 3, message: /"a" holds dates, but .*"soon"/, hint: /2024-05-31/ },
  },
  {
    name: 'a third value in a column that is set to boolean',
    text: 'a,label\nja,p\nnein,q\nvielleicht,p\n',
    options: { ...label, kinds: { a: 'boolean' } },
    expected: {
      line: 4,
      message: /"a" is boolean, but this is its third value: "vielleicht"/,
      hint: /"categorical"/,
    },
  },
  {
    name: 'a test file that lacks a column of the training file',
    text: 'a,lenght,label\n1,2,p\n',
    options: { ...label, required: ['a', 'length'], kinds: { a: 'numeric', length: 'numeric' } },
    expected: {
      line: 1,
      message: /"length" of the training file is not in this one\. Did you mean "lenght"\?/,
      hint: /This file has: "a", "lenght", "label"/,
    },
  },
  {
    name: 'a test file with text where the training file has numbers',
    text: 'a,label\n1,p\nmany,q\n',
    options: { ...label, required: ['a'], kinds: { a: 'numeric' } },
    expected: {
      line: 3,
      column: 1,
      message: /"a" is numeric, but this value is no number: "many"/,
      hint: /Put it right/,
    },
  },
  {
    name: 'an excluded column that is not there',
    text: 'a,label\n1,p\n2,q\n',
    options: { ...label, exclude: ['b'] },
    expected: {
      code: 'config',
      line: 1,
      key: 'features.exclude',
      message: /names a column "b" that is not in the file/,
      hint: /The file has: "a", "label"/,
    },
  },
  {
    name: 'a kind for a column that is not there',
    text: 'weight,label\n1,p\n2,q\n',
    options: { ...label, kinds: { wieght: 'numeric' } },
    expected: {
      code: 'config',
      line: 1,
      key: 'features.columns',
      message: /"wieght" .*Did you mean "weight"\?/,
      hint: /The file has/,
    },
  },
  {
    name: 'a line that is not JSON',
    file: 'data.jsonl',
    text: '{"a":1}\n{"a":2,}\n',
    expected: {
      line: 2,
      column: 8,
      message: /Not JSON: a key in quotes is expected/,
      hint: /one object a line/,
    },
  },
  {
    name: 'a JSON line cut off',
    file: 'data.jsonl',
    text: '{"ä":1}\n\n{"ä":"xyz\n{"ä":3}\n',
    expected: {
      line: 3,
      column: 6,
      message: /Not JSON: this string is not closed/,
      hint: /one object a line/,
    },
  },
  {
    name: 'a JSON line that is no object',
    file: 'data.jsonl',
    text: '{"a":1}\n[1,2]\n',
    expected: { line: 2, column: 1, message: /each line must hold an object/, hint: /one object a line/ },
  },
  {
    name: 'a workbook by another name',
    text: Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]),
    expected: { line: undefined, message: /not a text file/, hint: /Save a workbook as CSV/ },
  },
  {
    name: 'UTF-16 without a mark',
    text: Buffer.from('a,label\n1,p\n', 'utf16le'),
    expected: { line: undefined, message: /not a text file/, hint: /byte order mark/ },
  },
  {
    name: 'UTF-16 cut off in a character',
    text: encoded('a,label\n1,p\n2,q\n', 'utf-16le').subarray(0, -1),
    options: label,
    expected: { line: undefined, message: /ends in the middle of a character/, hint: /copy it again/ },
  },
];

describe('a data file that cannot be read is refused with its place and a fix', () => {
  for (const { name, text, options, expected, file = 'data.csv' } of cases) {
    it(name, async () => {
      for (const chunk of [3, 1 << 20]) await assertFails(read(file, text, options, chunk), expected, file);
    });
  }

  it('a file of an unknown kind', async () => {
    await assertFails(
      read('data.xlsx', ''),
      { line: undefined, message: /not read as a table/, hint: /\.csv, \.tsv/ },
      'data.xlsx',
    );
  });

  it('a file that changes between the two passes', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `${i === 900 ? 'x' : i}\n`);
    const whole = sourceOf('data.csv', `a\n${lines.join('')}`);
    const cut = sourceOf('data.csv', `a\n${lines.slice(0, 950).join('')}`);
    let passes = 0;
    const changing = {
      ...whole,
      chunks: (signal: AbortSignal, start?: number) => (passes++ ? cut : whole).chunks(signal, start),
    };
    const reading = readTable(changing, { kinds: {}, exclude: [] }, quietWork());
    await assertFails(reading, { line: undefined, message: /changed while it was read/, hint: /Try again/ });
    assert.equal(passes, 2);
  });
});
