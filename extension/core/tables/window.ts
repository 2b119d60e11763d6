/** A sliding window over a file: its bytes as UTF-8, always with whole what is being read, and where they stand in the file. */
import { detectEncoding, utf16Length, utf16ToUtf8 } from './encoding';
import type { ByteSource, Encoding } from './types';

export interface Window {
  readonly encoding: Encoding;
  /** UTF-8; valid in [from, to). `from` is the reader's own mark: what lies before it may go. */
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Nothing follows `to`. */
  final: boolean;
  /** The file's own bytes for the same range; the very same buffer when the file is UTF-8. */
  original: DataView;
  /** Offset in the file of `original`'s first byte. */
  base: number;
}

interface State extends Window {
  chunks: AsyncIterator<Uint8Array>;
  originalBytes: Uint8Array;
  originalTo: number;
  /** Of `originalBytes`, what stands in `bytes` already. */
  transcoded: number;
  /** Two positions that stand for each other, the last ones asked for. */
  markUtf8: number;
  markOriginal: number;
}

function grown(bytes: Uint8Array, used: number, capacity: number): Uint8Array {
  if (bytes.length >= capacity) return bytes;
  const larger = new Uint8Array(Math.max(capacity, 2 * bytes.length));
  larger.set(bytes.subarray(0, used));
  return larger;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Opens a file at its first byte after a byte order mark. */
export async function openWindow(source: ByteSource, signal: AbortSignal): Promise<Window> {
  const { encoding, markLength } = detectEncoding(await source.read(0, Math.min(3, source.size)));
  const state: State = {
    encoding,
    bytes: new Uint8Array(0),
    from: 0,
    to: 0,
    final: false,
    original: new DataView(new ArrayBuffer(0)),
    base: markLength,
    chunks: source.chunks(signal, markLength)[Symbol.asyncIterator](),
    originalBytes: new Uint8Array(0),
    originalTo: 0,
    transcoded: 0,
    markUtf8: 0,
    markOriginal: 0,
  };
  return state;
}

/** Brings the next bytes of the file, at least as many as are unread, so that reading a long record again stays cheap. */
export async function fillWindow(window: Window): Promise<void> {
  const state = window as State;
  const wanted = state.to - state.from;
  dropRead(state);
  for (let got = 0; !state.final && got <= wanted;) {
    const next = await state.chunks.next();
    if (next.done) {
      state.final = true;
    } else {
      got += next.value.length;
      append(state, next.value);
    }
  }
  if (state.encoding !== 'utf-8') transcode(state);
}

/** Ends the reading before the end of the file. */
export async function closeWindow(window: Window): Promise<void> {
  await (window as State).chunks.return?.();
}

/** Position in `original` of position `p` in `bytes`; `p` must not be before the last one asked for. */
export function originalPosition(window: Window, p: number): number {
  const state = window as State;
  if (state.encoding === 'utf-8') return p;
  state.markOriginal += utf16Length(state.bytes, state.markUtf8, p);
  state.markUtf8 = p;
  return state.markOriginal;
}

function dropRead(state: State): void {
  if (state.from === 0) return;
  const from = originalPosition(state, state.from);
  state.originalBytes.copyWithin(0, from, state.originalTo);
  if (state.encoding !== 'utf-8') state.bytes.copyWithin(0, state.from, state.to);
  state.base += from;
  state.originalTo -= from;
  state.transcoded -= from;
  state.to -= state.from;
  state.from = 0;
  state.markUtf8 = 0;
  state.markOriginal = 0;
}

function append(state: State, chunk: Uint8Array): void {
  const { originalTo } = state;
  const buffer = grown(state.originalBytes, originalTo, originalTo + chunk.length);
  buffer.set(chunk, originalTo);
  state.originalTo = originalTo + chunk.length;
  if (buffer !== state.originalBytes) {
    state.originalBytes = buffer;
    state.original = view(buffer);
  }
  if (state.encoding === 'utf-8') {
    state.bytes = buffer;
    state.to = state.originalTo;
  }
}

function transcode(state: State): void {
  const { transcoded, originalTo, to } = state;
  state.bytes = grown(state.bytes, to, to + 2 * (originalTo - transcoded));
  const { read, written } = utf16ToUtf8(
    state.originalBytes,
    transcoded,
    originalTo,
    state.encoding === 'utf-16be',
    state.final,
    state.bytes,
    to,
  );
  state.transcoded = read;
  state.to = written;
}

/** Bytes at the end of the file that make no whole character. */
export function unreadableTail(window: Window): number {
  const state = window as State;
  return state.encoding === 'utf-8' ? 0 : state.originalTo - state.transcoded;
}
