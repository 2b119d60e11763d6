import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentHash, hashRange, hashText } from '../../../extension/core/tables/hash';

describe('content hash', () => {
  // First 64 bits of MurmurHash3 x86_128, seed 0, as the mmh3 package gives them.
  const published: [string, string][] = [
    ['', '0000000000000000'],
    ['a,b', '334e7203c6ffe016'],
    ['1234567890123456', '203ddfb819f43d83'],
    ['I will not buy this record, it is scratched.', 'a0a9683b25ac5e40'],
    ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c67'],
  ];
  for (const [text, hash] of published) {
    it(`is MurmurHash3 of ${JSON.stringify(text)}`, () => assert.equal(contentHash(Buffer.from(text)), hash));
  }

  it('does not depend on where the bytes stand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(20), (bytes, offset) => {
        const buffer = new Uint8Array(offset + bytes.length + 3).fill(7);
        buffer.set(bytes, offset);
        const out = new Uint32Array(2);
        hashRange(new DataView(buffer.buffer), offset, offset + bytes.length, out, 0);
        assert.equal(hashText(out, 0), contentHash(bytes));
      }),
    );
  });

  it('tells apart records that differ in one bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), fc.nat(), (bytes, bit) => {
        const other = bytes.slice();
        other[(bit >> 3) % bytes.length] ^= 1 << (bit & 7);
        assert.notEqual(contentHash(other), contentHash(bytes));
      }),
    );
  });
});
