/** Whether an editor that saves a file after an edit leaves all other bytes as they are. */
import { encodingOf } from '../../editor/decodeRecord';

/**
 * An editor writes one kind of line end throughout and what it could decode: a file of mixed line ends (a quoted field with LF among CRLF
 * rows, say) or with bytes that are not of its encoding would change elsewhere.
 *
 * @param assumed the encoding that the editor takes for files without a byte order mark
 */
export function editorKeepsBytes(bytes: Uint8Array, assumed: string): boolean {
  const encoding = encodingOf(bytes);
  const hasMark = encoding !== 'utf-8' || (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return false;
  }
  const isRead = hasMark || assumed === 'utf8' || assumed === 'utf8bom' || text.length === bytes.length;
  return isRead && hasOneLineEnd(text);
}

function hasOneLineEnd(text: string): boolean {
  const isCrLf = text.includes('\r');
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
    if (text[at + 1] !== '\n') return false;
  if (!isCrLf) return true;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (text[at - 1] !== '\r') return false;
  return true;
}
