import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTable } from '../../../extension/core/tables/read';
import { stringAt } from '../../../extension/core/tables/strings';
import { column, encoded, quietWork, read, sourceOf } from './support';

function table(name: string, values: readonly string[]): string {
  return `${name},other\n${values.map((value, i) => `${value},${i % 3}`).join('\n')}\n`;
}

async function kindOf(values: readonly string[]): Promise<string> {
  return (await read('data.csv', table('x', values))).columns[0].kind;
}

describe('column kinds', () => {
  const found: [string, string[], string][] = [
    ['numbers', ['1', '-2.5', '3e4', '.5', '+7', ' 8 '], 'numeric'],
    ['numbers with missing values', ['1', '', 'NA', 'NaN', 'nan', 'null', '?', ' ? '], 'numeric'],
    ['few distinct numbers', ['0', '1', '0', '1'], 'numeric'],
    ['numbers in quotes', ['"1"', '"2"'], 'numeric'],
    ['one word among numbers', ['1', '2', 'low', '2', '1', 'low'], 'categorical'],
    ['words that repeat', ['red', 'green', 'red', 'green'], 'categorical'],
    ['truth values', ['true', 'False', '', 'TRUE'], 'boolean'],
    ['yes and no', ['yes', 'no', 'no'], 'boolean'],
    ['ISO dates', ['2024-02-29', '2023-12-31', 'NA'], 'date'],
    ['times with zones', ['2024-02-29T12:30:00Z', '2024-02-29 12:30:00.250+02:00'], 'date'],
    ['dates with the day first, in points', ['31.12.2023', '1.2.2024'], 'date'],
    ['dates that could be read in two ways', ['03/04/2024', '03/04/2024', '01/02/2024'], 'categorical'],
    ['days that do not exist', ['2023-02-29', '2023-02-29', '2023-02-28'], 'categorical'],
    ['a word in every record', ['k81', 'x17', 'b22', 'a01'], 'identifier'],
    ['sentences', ['free money now', 'see you at noon', 'win a prize today'], 'text'],
    ['sentences without blanks', ['今天天气很好我们去公园', '明天会下雨请带伞', '他昨天没有来上班'], 'text'],
    ['long texts that repeat', Array.from({ length: 9 }, (_, i) => `${'word '.repeat(30)}${i % 3}`), 'text'],
    [
      'names of two words that repeat',
      Array.from({ length: 9 }, (_, i) => ['New York', 'Los Angeles'][i % 2]),
      'categorical',
    ],
    ['nothing', ['', 'NA', ''], 'categorical'],
    ['sodium and its like', ['Na', 'Cl', 'Na', 'Cl'], 'categorical'],
  ];
  for (const [what, values, kind] of found) {
    it(`${what}: ${kind}`, async () => assert.equal(await kindOf(values), kind));
  }

  it('gives numbers exactly, NaN where missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 2,
          maxLength: 20,
        }),
        async (values) => {
          fc.pre(values.some((value) => value !== null));
          const read1 = await read(
            'data.csv',
            table(
              'x',
              values.map((value) => (value === null ? '?' : String(value))),
            ),
          );
          const expected = values.map((value) => (value === null ? NaN : Number(String(value))));
          assert.deepEqual(Array.from(column(read1, 'x', 'numeric').values), expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives dates in milliseconds, UTC', async () => {
    const texts = [
      '1970-01-01',
      '2024-02-29T12:30:15.25Z',
      '2024-02-29 12:30+05:30',
      '31.12.1969 23:59:59',
      '0050-06-01',
    ];
    const { values } = column(await read('data.csv', table('x', texts)), 'x', 'date');
    const expected = [
      '1970-01-01T00:00:00Z',
      '2024-02-29T12:30:15.250Z',
      '2024-02-29T07:00:00Z',
      '1969-12-31T23:59:59Z',
      '0050-06-01T00:00:00Z',
    ].map((iso) => Date.parse(iso));
    assert.deepEqual(Array.from(values), expected);
  });

  it('orders categories by code units and codes them so', async () => {
    const { categories, codes } = column(
      await read('data.csv', table('x', ['b', 'B', 'é', 'a', 'b'])),
      'x',
      'categorical',
    );
    assert.deepEqual(categories, ['B', 'a', 'b', 'é']);
    assert.deepEqual(Array.from(codes), [2, 0, 3, 1, 2]);
  });

  it('ignores blanks round a category', async () => {
    const { categories } = column(
      await read('data.csv', table('x', [' a', 'a ', 'b', ' b'])),
      'x',
      'categorical',
    );
    assert.deepEqual(categories, ['a', 'b']);
  });

  it('keeps each distinct text once', async () => {
    const { texts, codes } = column(
      await read('data.csv', table('x', ['see you soon', 'good bye now', 'see you soon', ''])),
      'x',
      'text',
    );
    assert.deepEqual(
      [stringAt(texts, 0), stringAt(texts, 1), texts.count],
      ['see you soon', 'good bye now', 2],
    );
    assert.deepEqual(Array.from(codes), [0, 1, 0, -1]);
  });

  it('reads numbers that are far too many for the sample to see, and a text among them in row 90,000', async () => {
    const rows = 90_010;
    const lines = Array.from(
      { length: rows },
      (_, i) => `${i === 90_000 ? 'twelve' : i % 50},${i},${i % 2 ? 'a' : 'b'}`,
    );
    const data = await read('data.csv', `x,n,label\n${lines.join('\n')}\n`, { label: 'label' }, 50_000);
    const { categories, codes } = column(data, 'x', 'categorical');
    assert.equal(categories.length, 51);
    assert.equal(categories[codes[90_000]], 'twelve');
    for (let row = 0; row < rows; row += 1009) {
      if (row !== 90_000) assert.equal(categories[codes[row]], String(row % 50));
    }
    assert.deepEqual(
      Array.from(column(data, 'n', 'numeric').values.subarray(89_999, 90_002)),
      [89_999, 90_000, 90_001],
    );
    const [notice] = data.notices;
    assert.match(notice.message, /"x" is read as categorical, not as numbers: it holds "twelve"/);
    assert.deepEqual([notice.line, notice.column, notice.file], [90_002, 'x', 'data.csv']);
  });

  it('finds the same kinds whatever the first records hold', async () => {
    const values = ['1', '', 'a b c', '2024-01-01', 'true', 'x'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...values), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(600, 0),
        async (cells, padding) => {
          // The same values before and after a long run of numbers: once in the sample, once behind it.
          const run = Array.from({ length: padding }, () => '7');
          const before = await read('data.csv', table('x', [...cells, ...run]));
          const after = await read('data.csv', table('x', [...run, ...cells]));
          assert.equal(before.columns[0].kind, after.columns[0].kind);
          if (before.columns[0].kind === 'categorical' && after.columns[0].kind === 'categorical') {
            assert.deepEqual(before.columns[0].categories, after.columns[0].categories);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('becomes what the caller sets', async () => {
    const text = table('x', ['1', '2', '1', '']);
    const kinds = async (kind: 'categorical' | 'text' | 'identifier'): Promise<string> =>
      (await read('data.csv', text, { kinds: { x: kind } })).columns[0].kind;
    assert.equal(await kinds('categorical'), 'categorical');
    assert.equal(await kinds('text'), 'text');
    assert.equal(await kinds('identifier'), 'identifier');
    const flags = await read('data.csv', text, { kinds: { x: 'boolean' } });
    assert.deepEqual(column(flags, 'x', 'boolean').categories, ['1', '2']);
    const numbers = await read('data.csv', table('x', ['', '']), { kinds: { x: 'numeric' } });
    assert.deepEqual(Array.from(column(numbers, 'x', 'numeric').values), [NaN, NaN]);
  });

  it('leaves excluded columns unread, and for a test file all that the training file has not', async () => {
    const text = 'a,b,c\n1,x,2\n3,y,4\n';
    const excluded = await read('data.csv', text, { exclude: ['b'] });
    assert.deepEqual(
      excluded.columns.map(({ name }) => name),
      ['a', 'c'],
    );
    assert.deepEqual(excluded.layout.names, ['a', 'b', 'c']);
    const followed = await read('data.csv', text, { required: ['a'], kinds: { a: 'numeric', gone: 'text' } });
    assert.deepEqual(
      followed.columns.map(({ name }) => name),
      ['a'],
    );
  });

  it('takes a label for categorical whatever it holds', async () => {
    const data = await read('data.csv', 'x,label\n1,1\n2,0\n3,10\n', { label: 'label' });
    assert.deepEqual(column(data, 'label', 'categorical').categories, ['0', '1', '10']);
  });

  it('allows records and files without a label to explain', async () => {
    const options = {
      label: 'label',
      labelOptional: true,
      required: ['x'],
      kinds: { x: 'numeric' as const },
    };
    const some = await read('data.csv', 'x,label\n1,a\n2,\n', options);
    assert.deepEqual(Array.from(column(some, 'label', 'categorical').codes), [0, -1]);
    const none = await read('data.csv', 'x\n1\n', options);
    assert.deepEqual(
      none.columns.map(({ name }) => name),
      ['x'],
    );
  });
});

describe('notices', () => {
  async function messages(text: string | Uint8Array, name = 'data.csv'): Promise<string[]> {
    return (await read(name, text)).notices.map(({ line, message }) => `${line ?? '-'}: ${message}`);
  }

  it('tell of identifiers, row numbers and empty columns', async () => {
    assert.deepEqual(await messages(',id,none\n0,u7,\n1,u9,NA\n2,u2,\n'), [
      '-: The column without a name holds row numbers; it is left out.',
      '-: Column "id" has a different value in every record; it is left out as an identifier.',
      '-: Column "none" is empty.',
    ]);
  });

  it('tell of records that are too short, counted, with the first line', async () => {
    assert.deepEqual(await messages('a,b\n"x\ny",2\nz\nz\n'), [
      '4: 2 records have fewer fields than the header; the rest is taken as missing.',
    ]);
  });

  it('tell of repeated column names, which are told apart by a number', async () => {
    const data = await read('data.csv', 'a,b,a, a\n1,2,3,4\n5,6,7,8\n');
    assert.deepEqual(data.layout.names, ['a', 'b', 'a (2)', 'a (3)']);
    assert.match(data.notices[0].message, /"a" occur more than once in the header; .*"a \(2\)", "a \(3\)"/);
    assert.equal(data.notices[0].line, 1);
  });

  it('tell of dates that can be read in two ways', async () => {
    const [notice] = await messages('d,x\n03/04/2024,1\n03/04/2024,2\n05/06/2024,3\n');
    assert.match(notice, /^2: Column "d" looks like dates whose day and month cannot be told apart/);
  });

  it('tell of values that are no UTF-8, and read them as Windows-1252', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,label\nplain,a\ncaf'),
      Buffer.from([0xe9]),
      Buffer.from(',b\nna'),
      Buffer.from([0xef, 0x80]),
      Buffer.from('f,b\nplain,a\n'),
    ]);
    const data = await read('data.csv', bytes);
    assert.deepEqual(column(data, 'name', 'categorical').categories, ['café', 'naï€f', 'plain']);
    assert.match(
      data.notices[0].message,
      /2 values are not valid UTF-8 \(column "name"\); read as Windows-1252/,
    );
    assert.equal(data.notices[0].line, 3);
  });

  it('are none for a plain table in any encoding', async () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      assert.deepEqual(await messages(encoded('größe,farbe\n1,grün\n2,grün\n3,blau\n', encoding)), []);
    }
  });
});

describe('reading', () => {
  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const text = table(
      'x',
      Array.from({ length: 200_000 }, (_, i) => String(i)),
    );
    const work = { signal: controller.signal, progress: () => controller.abort() };
    await assert.rejects(
      readTable(sourceOf('data.csv', text, 100_000), { kinds: {}, exclude: [] }, work),
      (thrown: Error) => thrown.name === 'AbortError',
    );
  });

  it('tells how far it is', async () => {
    const fractions: number[] = [];
    const text = table(
      'x',
      Array.from({ length: 300_000 }, (_, i) => String(i)),
    );
    await readTable(
      sourceOf('/data/train.csv', text, 100_000),
      { kinds: {}, exclude: [] },
      {
        ...quietWork(),
        progress: ({ stage, fraction }) => {
          assert.equal(stage, 'Reading train.csv');
          fractions.push(fraction!);
        },
      },
    );
    assert.ok(fractions.length > 5);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
  });
});
