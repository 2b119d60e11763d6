/** What is known of one training row, in words: for lenses, decorations and hovers. */
import { formatCount, formatNumber, formatPercent } from './format';
import { toCurrent, toOriginal, type Hunks } from './lineHunks';
import type { Scores } from './scoreTypes';
import type { MappedRow } from './rowMap';

export interface RowInfo {
  selfInfluence: number;
  rank: number;
  of: number;
  label: string;
  predicted: string;
  /** Probability of its own label, by the model that was fitted with it, and by approximate leave-one-out. */
  probability: number;
  looProbability: number;
  suggested: string;
  leverage: number;
  loss: number;
}

export function rowInfo({ result, ranks }: Scores, position: number): RowInfo {
  const { training } = result;
  const name = (code: number) => training.classes[code] ?? '';
  return {
    selfInfluence: result.selfInfluence[position],
    rank: ranks[position],
    of: ranks.length,
    label: name(training.label[position]),
    predicted: name(training.predicted[position]),
    probability: training.probability[position],
    looProbability: result.looProbability[position],
    suggested: name(result.suggested[position]),
    leverage: result.leverage[position],
    loss: result.loss[position],
  };
}

/** `Self-influence 2.13 · #3 of 142`. */
export function summary({ selfInfluence, rank, of }: RowInfo, stale: boolean): string {
  const text = `Self-influence ${formatNumber(selfInfluence)} · #${formatCount(rank)} of ${formatCount(of)}`;
  return stale ? `${text} · stale` : text;
}

/** Markdown. Names come from the data, so they are escaped. */
export function explanation(info: RowInfo): string[] {
  const agrees = info.suggested === info.label || info.looProbability >= 0.5;
  const heldOut = `Held out, the model gives its label ${code(info.label)} ${formatPercent(info.looProbability)}`;
  return [
    `**Self-influence ${formatNumber(info.selfInfluence)}**, #${formatCount(info.rank)} of ${formatCount(info.of)} training rows`,
    `${heldOut}${agrees ? '' : `; it would say ${code(info.suggested)}`}.`,
    `Label ${code(info.label)}, predicted ${code(info.predicted)} · loss ${formatNumber(info.loss)} · leverage ${formatNumber(info.leverage)}`,
  ];
}

/** Inline code that shows any text as it is. */
export function code(text: string): string {
  const ticks = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const pad = ticks.length > 1 ? ' ' : '';
  return `${ticks}${pad}${text.replace(/\s+/g, ' ')}${pad}${ticks}`;
}

/** The row on a zero-based line of the document, and whether it starts there; undefined where any line of it was edited. */
export function rowOnLine(
  { rows }: Scores,
  sinceBase: Hunks,
  line: number,
): (MappedRow & { starts: boolean }) | undefined {
  const original = toOriginal(sinceBase, line);
  if (original === undefined) return undefined;
  const row = rows.at(original + 1);
  return row && isUnchanged(row, sinceBase) ? { ...row, starts: row.line === original + 1 } : undefined;
}

/** Zero-based line on which a row starts now; undefined when it was edited or removed. */
export function currentLine(scores: Scores, sinceBase: Hunks, position: number): number | undefined {
  const line = scores.result.training.line[position];
  const current = toCurrent(sinceBase, line - 1);
  if (current === undefined || sinceBase.length === 0) return current;
  const row = scores.rows.at(line);
  return row && isUnchanged(row, sinceBase) ? current : undefined;
}

/** No hunk lies within the lines of the row. */
function isUnchanged({ line, nextLine }: MappedRow, sinceBase: Hunks): boolean {
  const first = toCurrent(sinceBase, line - 1);
  if (first === undefined) return false;
  const last = (nextLine ?? line + 1) - 2;
  const lastNow = toCurrent(sinceBase, last);
  return lastNow !== undefined && lastNow - first === last - (line - 1);
}
