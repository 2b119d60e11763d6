/**
 * The one error type that a user may see. It says what happened, where, and what to do about it, and
 * travels unchanged from the engine's process to the editor or the terminal.
 */

/** What went wrong, in the terms that decide how a caller reacts. */
export type ErrorCode =
  | 'usage' // wrong command line
  | 'config' // influence.json is wrong
  | 'data' // a data file is wrong
  | 'model' // the model cannot do what was asked, or cannot be loaded
  | 'numeric' // a computation did not reach a result that can be trusted
  | 'backend' // a compute backend is missing or failed
  | 'memory' // the memory budget does not allow it
  | 'io' // reading or writing failed
  | 'stale' // the data changed since the result was computed
  | 'restricted' // the workspace is not trusted
  | 'cancelled' // the user stopped it
  | 'internal'; // a fault of this program

/** Where the cause stands. `line` and `column` are 1-based; `key` is a path in influence.json such as `model.l2`. */
export interface ErrorLocation {
  file: string;
  line?: number;
  column?: number;
  key?: string;
}

/** The form in which an error crosses a process border. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
  hint?: string;
  location?: ErrorLocation;
  /** Stack of the original, for the log only. */
  stack?: string;
}

export class LensError extends Error {
  override readonly name = 'LensError';
  readonly code: ErrorCode;
  /** What the user can do. */
  readonly hint?: string;
  readonly location?: ErrorLocation;

  constructor(
    code: ErrorCode,
    message: string,
    details: { hint?: string; location?: ErrorLocation; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.location = details.location;
  }
}

/** Any thrown value as plain data; a value that is not a `LensError` is a fault of this program. */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof LensError) {
    const { code, message, hint, location, stack } = thrown;
    return { code, message, hint, location, stack };
  }
  if (thrown instanceof Error) {
    if (thrown.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.' };
    return { code: 'internal', message: thrown.message, stack: thrown.stack };
  }
  return { code: 'internal', message: String(thrown) };
}

/** The reverse of `toErrorData`. */
export function fromErrorData(data: ErrorData): LensError {
  const error = new LensError(data.code, data.message, { hint: data.hint, location: data.location });
  if (data.stack !== undefined) error.stack = data.stack;
  return error;
}

/** `file:line: message` with the hint after it: one line, as a terminal and a log show it. */
export function formatError(data: ErrorData): string {
  const { location } = data;
  const place = location
    ? `${location.file}${location.line === undefined ? '' : `:${location.line}`}${location.key === undefined ? '' : ` (${location.key})`}: `
    : '';
  return `${place}${data.message}${data.hint === undefined ? '' : ` ${data.hint}`}`;
}
