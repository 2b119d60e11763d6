/** The text of a record's bytes, with LF line ends, by the encoding that the file's first bytes tell. */

export function decodeRecord(bytes: Uint8Array, head: Uint8Array): string {
  return new TextDecoder(encodingOf(head)).decode(bytes).replace(/\r\n?/g, '\n');
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
