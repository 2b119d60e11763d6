import { createColors } from 'picocolors';

/** Meanings, not colours: everything printed stays readable without any. */
export interface Style {
  heading(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  bad(text: string): string;
}

/** Colour on a terminal unless NO_COLOR is set, whatever to. */
export function createStyle(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  const set = env['NO_COLOR'];
  const colors = createColors(
    stream.isTTY === true && (set === undefined || set === '') && env['TERM'] !== 'dumb',
  );
  return {
    heading: colors.bold,
    quiet: colors.dim,
    good: colors.green,
    warning: colors.yellow,
    bad: colors.red,
  };
}
