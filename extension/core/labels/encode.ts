/** Text as a file's encoding writes it. */
import type { Encoding } from '../tables/types';

const utf8 = new TextEncoder();

/** Without a byte order mark: it goes inside a file. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return utf8.encode(text);
  const out = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) out.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
  return new Uint8Array(out.buffer);
}

/** The reverse; bytes that are not of the encoding become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
