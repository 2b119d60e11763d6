import assert from 'node:assert/strict';
import { memoryUsage } from 'node:process';
import { encode } from 'fast-png';
import { readSamples } from '../../../extension/core/samples/read';
import { contentHash, hashText } from '../../../extension/core/tables/hash';
import { recordPlace } from '../../../extension/core/tables/cells';
import { stringAt } from '../../../extension/core/tables/strings';
import { assertFails, column, encoded, quietWork } from '../tables/support';
import { folderOf, readFolder } from './support';

function picture(width: number, height: number, channels: 1 | 3, value: (i: number) => number): Uint8Array {
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => value(i));
  return encode({ width, height, channels, data });
}

describe('a folder of samples', () => {
  it('orders its files by class, then by path, in code-unit order', () => {
    const source = folderOf({
      'b/2.txt': '',
      'a-b/1.txt': '',
      'a/z.txt': '',
      'a/B.txt': '',
      'a/deep/1.txt': '',
      'notes.txt': '',
      'a/photo.png': '',
    });
    assert.deepEqual(source.paths, ['a/B.txt', 'a/deep/1.txt', 'a/z.txt', 'a-b/1.txt', 'b/2.txt']);
    assert.deepEqual(source.others, ['notes.txt', 'a/photo.png']);
    assert.equal(source.content, 'texts');
  });

  it('holds images when most files are images', () => {
    assert.equal(folderOf({ 'a/1.png': '', 'b/1.JPEG': '', 'b/list.txt': '' }).content, 'images');
  });

  it('reads large pictures one by one, and holds what they are scaled to', async () => {
    const [width, height, count] = [2000, 1500, 16];
    const large = encode({ width, height, channels: 3, data: new Uint8Array(3 * width * height) });
    const files = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${i % 2 ? 'a' : 'b'}/${i}.png`, large]),
    );
    const source = folderOf(files);
    const held: number[] = [];
    const watched = {
      ...source,
      async *contents(signal: AbortSignal) {
        for await (const bytes of source.contents(signal)) {
          held.push(memoryUsage().arrayBuffers);
          yield bytes;
        }
      },
    };
    const options = {
      kinds: {},
      exclude: [],
      image: { size: { width: 20, height: 15 } },
      pixelBytes: 2 ** 20,
    };
    const table = await readSamples(watched, options, quietWork());
    assert.deepEqual(column(table, 'image', 'image').shape, [15, 20, 1]);
    assert.equal(held.length, count);
    const decoded = width * height * 3;
    const most = Math.max(...held) - held[0]!;
    assert.ok(most < (count * decoded) / 2, `${most} bytes held, ${decoded} a picture`);
  });

  it('gives each image a record with its pixels, its class and the hash of its bytes', async () => {
    const dark = picture(3, 2, 1, (i) => 10 * i);
    const light = picture(3, 2, 1, (i) => 255 - i);
    const table = await readFolder({ 'cat/1.png': light, 'ant/1.png': dark });
    assert.equal(table.format, 'images');
    assert.deepEqual(table.layout.names, ['image', 'label']);
    const pixels = column(table, 'image', 'image');
    assert.deepEqual(pixels.shape, [2, 3, 1]);
    const expected = [0, 10, 20, 30, 40, 50, 255, 254, 253, 252, 251, 250].map((value) =>
      Math.fround(value / 255),
    );
    assert.deepEqual([...pixels.values], expected);
    const label = column(table, 'label', 'categorical');
    assert.deepEqual(label.categories, ['ant', 'cat']);
    assert.deepEqual([...label.codes], [0, 1]);
    const { records } = table;
    assert.deepEqual(records.files, ['ant/1.png', 'cat/1.png']);
    assert.deepEqual(recordPlace('data', records, 1), {
      file: 'data/cat/1.png',
      row: 1,
      line: 1,
      start: 0,
      end: light.length,
      hash: contentHash(light),
    });
    assert.equal(hashText(records.hash, 0), contentHash(dark));
    assert.deepEqual(table.notices, []);
  });

  it('becomes colour with the first image that is not grey, and grey again when asked', async () => {
    const files = {
      'a/1.png': picture(2, 2, 3, () => 51),
      'a/2.png': picture(2, 2, 1, () => 102),
      'b/1.png': picture(2, 2, 3, (i) => [255, 0, 51][i % 3]),
    };
    const found = column(await readFolder(files), 'image', 'image');
    assert.deepEqual(found.shape, [2, 2, 3]);
    const value = (at: number): number => Math.round(255 * found.values[at]);
    assert.deepEqual([0, 1, 2, 12, 13, 14, 24, 25, 26].map(value), [51, 51, 51, 102, 102, 102, 255, 0, 51]);
    const grey = column(await readFolder(files, { image: { channels: 'grey' } }), 'image', 'image');
    assert.deepEqual(grey.shape, [2, 2, 1]);
    assert.ok(Math.abs(grey.values[8] - (0.299 * 255 + 0.114 * 51) / 255) < 1e-6);
  });

  it('names broken files, skips them and keeps the rest in order', async () => {
    const table = await readFolder({
      'a/1.png': picture(2, 2, 1, () => 1),
      'a/2.png': 'not an image',
      'a/3.jpg': '',
      'b/1.png': picture(4, 4, 1, () => 255),
      'b/2.png': picture(2, 2, 1, () => 2),
    });
    assert.deepEqual(table.records.files, ['a/1.png', 'b/1.png', 'b/2.png']);
    const { values } = column(table, 'image', 'image');
    assert.deepEqual(
      [0, 4, 8].map((at) => Math.round(255 * values[at])),
      [1, 255, 2],
    );
    assert.equal(values.length, 12);
    const [sizes, ...skipped] = table.notices;
    assert.match(sizes.message, /differ in size \(1 of 3 are not 2 × 2\).*scaled to 2 × 2 pixels/);
    assert.deepEqual(skipped, [
      { message: 'Skipped: it is neither PNG nor JPEG.', file: 'data/a/2.png' },
      { message: 'Skipped: it is empty.', file: 'data/a/3.jpg' },
    ]);
  });

  it('reads test images at the size and in the colours of the training images', async () => {
    const table = await readFolder(
      { '1.png': picture(6, 6, 3, (i) => [255, 0, 0][i % 3]) },
      { required: ['image'], shapes: { image: [2, 3, 1] }, labelOptional: true },
    );
    const { shape, values } = column(table, 'image', 'image');
    assert.deepEqual(shape, [2, 3, 1]);
    values.forEach((value) => assert.ok(Math.abs(value - 0.299) < 1e-6));
    assert.deepEqual([...column(table, 'label', 'categorical').codes], [-1]);
  });

  it('reads texts in their encoding, an empty one as missing, and leaves out what is no text', async () => {
    const table = await readFolder({
      'ham/1': 'Grüße, Anna\n',
      'ham/2': encoded('Ünïcode', 'utf-16le'),
      'ham/3': '',
      'spam/1': Buffer.from([0x63, 0x61, 0x66, 0xe9]),
      'spam/2': Buffer.from([1, 0, 2]),
    });
    const { codes, texts } = column(table, 'text', 'text');
    const shown = Array.from(codes, (code) => (code < 0 ? undefined : stringAt(texts, code).trim()));
    assert.deepEqual(shown, ['Grüße, Anna', 'Ünïcode', undefined, 'café']);
    assert.deepEqual(table.records.files, ['ham/1', 'ham/2', 'ham/3', 'spam/1']);
    assert.deepEqual(
      table.notices.map(({ message, file }) => [file, message]),
      [
        ['data/spam/1', 'This file is not valid UTF-8; read as Windows-1252.'],
        ['data/spam/2', 'Skipped: it is no text: it holds zero bytes.'],
      ],
    );
  });

  it('refuses a folder that is no training data, and says what to do', async () => {
    const hint = /sub-folder that is named after the class/;
    await assertFails(readFolder({ '1.txt': 'x' }), { message: /no sub-folder with files/, hint }, 'data');
    await assertFails(readFolder({ 'a/1.txt': 'x' }), { message: /only one sub-folder, "a"/, hint }, 'data');
    await assertFails(readFolder({}), { message: /no text file/, hint: /one sub-folder per class/ }, 'data');
    await assertFails(
      readFolder({ 'a/1.png': 'x', 'b/1.png': 'y' }),
      { message: /None of the 2 files.*neither PNG nor JPEG/, hint: /PNG or JPEG/ },
      'data/a/1.png',
    );
    await assertFails(
      readFolder({ 'a/1.txt': 'x', 'b/1.txt': 'y' }, { exclude: ['txet'] }),
      {
        code: 'config',
        key: 'features.exclude',
        message: /"txet".*Did you mean "text"/,
        hint: /"text", "label"/,
      },
      'data',
    );
  });
});
