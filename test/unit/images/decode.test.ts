import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isGrey, pixelsOf } from '../../../extension/core/images/pixels';
import { BrokenImage, decodeImage, sizeOfImage } from '../../../extension/core/images/registry';
import { resize } from '../../../extension/core/images/resize';
import { affordableSize, commonSize } from '../../../extension/core/images/size';
import { repoRoot } from '../../harness/paths';

interface Fixture {
  width: number;
  height: number;
  images: { name: string; data: string; pixels: number[] }[];
  resize: {
    width: number;
    height: number;
    pixels: number[];
    scaled: { width: number; height: number; pixels: number[] }[];
  };
}

// Files written and read by Pillow: see test/reference/images.py.
const fixture = JSON.parse(
  readFileSync(join(repoRoot, 'test', 'fixtures', 'images', 'images.json'), 'utf8'),
) as Fixture;
const size = { width: fixture.width, height: fixture.height };

function bytesOf(name: string): Uint8Array {
  return Buffer.from(fixture.images.find((image) => image.name === name)!.data, 'base64');
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  assert.equal(a.length, b.length);
  return Array.from(a, (value, i) => Math.abs(value - b[i])).reduce((x, y) => Math.max(x, y), 0);
}

describe('images', () => {
  for (const { name, pixels } of fixture.images) {
    it(`reads the pixels of ${name} as another program does`, () => {
      const bytes = bytesOf(name);
      assert.deepEqual(sizeOfImage(bytes), size);
      const image = decodeImage(bytes);
      // Decoders of JPEG may round differently, and smooth subsampled colours in their own ways.
      const tolerance = name === 'subsampled.jpg' ? 24 / 255 : name.endsWith('.jpg') ? 3 / 255 : 1e-6;
      const found = pixelsOf(image, size, 3);
      assert.ok(largestDifference(found, pixels) <= tolerance, String(largestDifference(found, pixels)));
      assert.equal(isGrey(image), name.startsWith('grey') || name === 'bits.png');
    });
  }

  it('makes grey of colours by their brightness, and keeps grey as it is', () => {
    const colour = decodeImage(bytesOf('colour.png'));
    const rgb = pixelsOf(colour, size, 3);
    const expected = Float64Array.from(
      { length: rgb.length / 3 },
      (_, i) => 0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2],
    );
    assert.ok(largestDifference(pixelsOf(colour, size, 1), expected) < 1e-12);
    const grey = decodeImage(bytesOf('grey.jpg'));
    assert.deepEqual(
      pixelsOf(grey, size, 1),
      pixelsOf(grey, size, 3).filter((_, i) => i % 3 === 0),
    );
  });

  it('says what is wrong with a file that cannot be decoded', () => {
    const broken = (bytes: Uint8Array): string => {
      try {
        decodeImage(bytes);
      } catch (thrown) {
        assert.ok(thrown instanceof BrokenImage, String(thrown));
        return thrown.reason;
      }
      assert.fail('no error');
    };
    const png = bytesOf('colour.png');
    const jpeg = bytesOf('colour.jpg');
    assert.match(broken(new Uint8Array()), /empty/);
    assert.match(broken(Buffer.from('GIF89a…')), /neither PNG nor JPEG/);
    assert.match(broken(png.subarray(0, png.length / 2)), /no whole PNG/);
    assert.match(broken(jpeg.subarray(0, jpeg.length - 60)), /no whole JPEG/);
    const flipped = Uint8Array.from(png);
    flipped[png.length - 30] ^= 0xff;
    assert.match(broken(flipped), /no whole PNG/);
  });
});

describe('scaling of images', () => {
  const { width, height, pixels, scaled } = fixture.resize;
  for (const to of scaled) {
    it(`gives what Pillow gives for ${to.width} × ${to.height}`, () => {
      const found = resize(Float64Array.from(pixels), { width, height }, 1, to);
      assert.ok(largestDifference(found, to.pixels) < 2e-6, String(largestDifference(found, to.pixels)));
    });
  }

  it('treats channels alike and leaves a plain colour plain', () => {
    const plain = Float64Array.from({ length: 12 * 7 * 3 }, (_, i) => [0.25, 0.5, 1][i % 3]);
    const found = resize(plain, { width: 12, height: 7 }, 3, { width: 5, height: 9 });
    found.forEach((value, i) => assert.ok(Math.abs(value - [0.25, 0.5, 1][i % 3]) < 1e-12));
  });

  it('chooses the most common size, and no more pixels than a model of pixels takes', () => {
    const small = { width: 28, height: 28 };
    const large = { width: 640, height: 480 };
    assert.deepEqual(commonSize([large, small, small]), small);
    assert.deepEqual(commonSize([large, small]), small);
    assert.deepEqual(affordableSize(small), small);
    assert.deepEqual(affordableSize(large), { width: 55, height: 42 });
  });
});
