import assert from 'node:assert/strict';
import { encode } from 'jpeg-js';
import { decodeImage, sizeOfImage } from '../../../extension/core/images/registry';

const [WIDTH, HEIGHT] = [48, 32];

/** What the tag means: the side on which the first stored row is seen, and that of the first stored column (Exif 2.3, 4.6.4 A). */
const SIDES: Record<number, [row: string, column: string]> = {
  1: ['top', 'left'],
  2: ['top', 'right'],
  3: ['bottom', 'right'],
  4: ['bottom', 'left'],
  5: ['left', 'top'],
  6: ['right', 'top'],
  7: ['right', 'bottom'],
  8: ['left', 'bottom'],
};
const OPPOSITE: Record<string, string> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

/** Dark, white where the stored rows and columns begin, grey where the first row ends. */
function photograph(orientation: number): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const value = y >= 16 ? 0 : x < 16 ? 255 : x >= WIDTH - 16 ? 128 : 0;
      data.fill(value, 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3);
    }
  const { data: jpeg } = encode({ width: WIDTH, height: HEIGHT, data }, 95);
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

describe('orientation of photographs', () => {
  for (const [tag, [row, column]] of Object.entries(SIDES))
    it(`${tag}: the first row is at the ${row}, the first column at the ${column}`, () => {
      const bytes = photograph(Number(tag));
      const image = decodeImage(bytes);
      const lies = row === 'left' || row === 'right';
      const size = lies ? { width: HEIGHT, height: WIDTH } : { width: WIDTH, height: HEIGHT };
      assert.deepEqual({ width: image.width, height: image.height }, size);
      assert.deepEqual(sizeOfImage(bytes), size);
      const at = (...sides: string[]): number => {
        const x = sides.includes('left') ? 7 : image.width - 8;
        const y = sides.includes('top') ? 7 : image.height - 8;
        return image.data[image.channels * (y * image.width + x)];
      };
      assert.ok(at(row, column) > 240, String(at(row, column)));
      const end = at(row, OPPOSITE[column]);
      assert.ok(Math.abs(end - 128) < 10, String(end));
      assert.ok(at(OPPOSITE[row], column) < 15);
    });
});
