/** The text of a record's bytes, by the encoding that the file's first bytes tell. */

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** With the line ends that stand in the file. */
export function decodeRecord(bytes: Uint8Array, head: Uint8Array): string {
  return new TextDecoder(encodingOf(head), { ignoreBOM: true }).decode(bytes);
}

/** The text of a whole file as an editor holds it: with LF line ends and no byte order mark. */
export function decodeFile(bytes: Uint8Array): string {
  return withLf(decodeRecord(bytes, bytes.subarray(0, 3)).replace(/^\uFEFF/, ''));
}

/** The same text with LF line ends, as records are compared. */
export function withLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** `head`: the first bytes of the file. */
export function encodingOf([first, second]: Uint8Array): FileEncoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
