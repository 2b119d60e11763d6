/** A picture and what its pixels push, as shapes that are filled by the style sheet, and in words. */
import {
  formatCount,
  formatInUnit,
  formatLoneChange,
  unitSuffix,
  type ChangeUnit,
} from '../../format/numbers';

/** Pixels that are filled alike. */
export interface Fill {
  /** From 0 to 1. */
  strength: number;
  /** Of an SVG path, one unit a pixel. */
  path: string;
}

const LEVELS = 12;

/** The pixels with a value, by its size as a share of the largest, in steps; those that round to nothing are left out. */
export function fills(values: readonly number[], width: number, largest: number): Fill[] {
  const runs = Array.from({ length: LEVELS + 1 }, (): string[] => []);
  const levelAt = (at: number) =>
    largest > 0 ? Math.round((Math.max(0, values[at]) / largest) * LEVELS) : 0;
  for (let at = 0; at < values.length;) {
    const level = Math.min(LEVELS, levelAt(at));
    const row = Math.floor(at / width);
    let end = at + 1;
    while (end < (row + 1) * width && levelAt(end) === level) end++;
    runs[level].push(`M${at % width} ${row}h${end - at}v1h${at - end}z`);
    at = end;
  }
  return runs.flatMap((paths, level) =>
    level === 0 || paths.length === 0 ? [] : [{ strength: level / LEVELS, path: paths.join('') }],
  );
}

/** Counted from 1. */
export function placeOf(pixel: number, width: number): string {
  return `row ${formatCount(Math.floor(pixel / width) + 1)}, column ${formatCount((pixel % width) + 1)}`;
}

export interface Summary {
  /** Sums of all pixels that push each way. */
  towards: number;
  away: number;
  /** The strongest each way; −1 for none. */
  strongest: number;
  strongestAway: number;
}

/** @param pushes positive towards the explained class */
export function summarise(pushes: readonly number[]): Summary {
  const summary: Summary = { towards: 0, away: 0, strongest: -1, strongestAway: -1 };
  pushes.forEach((push, at) => {
    if (push > 0) {
      summary.towards += push;
      if (push > (pushes[summary.strongest] ?? 0)) summary.strongest = at;
    } else if (push < 0) {
      summary.away += push;
      if (push < (pushes[summary.strongestAway] ?? 0)) summary.strongestAway = at;
    }
  });
  return summary;
}

/** What a person who does not see the picture has to know of it. */
export function describe(
  pushes: readonly number[],
  width: number,
  explained: string,
  unit: ChangeUnit,
): string {
  const { towards, away, strongest, strongestAway } = summarise(pushes);
  if (strongest < 0 && strongestAway < 0) return 'No pixel pushes.';
  const side = (sum: number, at: number, way: string) =>
    at < 0
      ? `None ${way}.`
      : `${formatLoneChange(sum)} ${way} in all, most at ${placeOf(at, width)} (${formatInUnit(pushes[at], unit)}${unitSuffix(unit)}).`;
  return `${side(towards, strongest, `towards “${explained}”`)} ${side(away, strongestAway, 'away from it')}`;
}

/** The pixel that the arrow keys lead to; undefined for other keys. */
export function nextPixel(key: string, at: number, width: number, height: number): number | undefined {
  const [row, column] = at < 0 ? [0, 0] : [Math.floor(at / width), at % width];
  const to = (r: number, c: number) =>
    Math.min(height - 1, Math.max(0, r)) * width + Math.min(width - 1, Math.max(0, c));
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return 0;
    case 'End':
      return width * height - 1;
    default:
      return undefined;
  }
}
