import assert from 'node:assert/strict';
import { parseVocabulary } from '../../../extension/core/keras/vocabulary';

const parse = (file: string, text: string) => parseVocabulary(file, Buffer.from(text));

describe('a vocabulary', () => {
  it('is a word a line, the first with number 0, with any line ends and a byte order mark', () => {
    assert.deepEqual(parse('words.txt', '\n[UNK]\nthe\n'), ['', '[UNK]', 'the']);
    assert.deepEqual(parse('words.txt', '\uFEFF[PAD]\r\n[UNK]\r\nüber'), ['[PAD]', '[UNK]', 'über']);
  });

  it('is a list of JSON, or numbers by word', () => {
    assert.deepEqual(parse('words.json', '["", "[UNK]", "the"]'), ['', '[UNK]', 'the']);
    assert.deepEqual(parse('words.json', '{"the": 3, "a": 1}'), ['', 'a', '', 'the']);
  });

  const wrong: [string, string, RegExp, number?][] = [
    ['words.txt', 'a\nb\na\n', /"a" has two numbers, 0 and 2/, 3],
    ['words.txt', '\n', /no word/],
    ['words.json', '["a", "a"]', /"a" has two numbers, 0 and 1/],
    ['words.json', '["a", 3]', /neither a list of words nor numbers by word/],
    ['words.json', '"a"', /neither/],
    ['words.json', '{"a": 1.5}', /"a" has 1.5 for its number/],
    ['words.json', '{"a": -1}', /"a" has -1/],
    ['words.json', '{"a": 2, "b": 2}', /"a" and "b" both have the number 2/],
    ['words.json', '{}', /no word/],
    ['words.json', '{"a": ', /not valid JSON/],
  ];
  for (const [file, text, message, line] of wrong)
    it(`cannot be ${JSON.stringify(text)} in ${file}`, () => {
      assert.throws(() => parse(file, text), {
        code: 'data',
        message,
        hint: /a word a line/,
        location: { file, line },
      });
    });
});
