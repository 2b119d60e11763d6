/** The rows that can be explained, as the list to choose from shows them. */
import type { TargetsResult } from '../../contract/protocol';
import { formatNumber, formatPercent, shorten } from '../editor/format';

/** Most rows that are put in the list at once; all are searched. The editor takes its time to show and to drop thousands. */
export const LIST_CAP = 500;

/** Indices of the rows, worst predicted first: by loss, then those without a label, the least certain first. */
export function worstFirst({ loss, probability }: TargetsResult): Int32Array {
  return Int32Array.from(loss.keys()).sort((a, b) => {
    const missing = Number(Number.isNaN(loss[a])) - Number(Number.isNaN(loss[b]));
    if (missing !== 0) return missing;
    if (Number.isNaN(loss[a])) return probability[a] - probability[b] || a - b;
    return loss[b] - loss[a] || a - b;
  });
}

export type Outcome = 'wrong' | 'right' | 'unlabelled';

export function outcomeOf(targets: TargetsResult, index: number): Outcome {
  if (targets.label[index] < 0) return 'unlabelled';
  return targets.label[index] === targets.predicted[index] ? 'right' : 'wrong';
}

export interface TargetText {
  label: string;
  description: string;
  detail: string;
}

const ICONS: Record<Outcome, string> = { wrong: '$(error)', right: '$(pass)', unlabelled: '$(question)' };

export function describeTarget(targets: TargetsResult, index: number): TargetText {
  const outcome = outcomeOf(targets, index);
  const predicted = targets.classes[targets.predicted[index]];
  const label = targets.classes[targets.label[index]];
  const said = {
    wrong: `${label}, predicted ${predicted}`,
    right: label,
    unlabelled: `predicted ${predicted}`,
  }[outcome];
  const loss = outcome === 'unlabelled' ? '' : `  ·  loss ${formatNumber(targets.loss[index])}`;
  return {
    label: `${ICONS[outcome]} Row ${targets.row[index]}: ${said}`,
    description: `${formatPercent(targets.probability[index])} sure${loss}  ·  line ${targets.line[index]}`,
    detail: shorten(targets.preview[index], 160),
  };
}

/** `row 17: spam, predicted ham`, for lists of past explanations. */
export function titleOf(targets: TargetsResult, index: number): string {
  const { label } = describeTarget(targets, index);
  return label.replace(/^\$\([a-z]+\) /, '');
}

/** Indices in the order of `order` that contain every word of the query; at most `cap`, and how many there are in all. */
export function searchTargets(
  targets: TargetsResult,
  order: Int32Array,
  query: string,
  cap: number,
): { indices: number[]; total: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const indices: number[] = [];
  let total = 0;
  for (const index of order) {
    if (words.length > 0) {
      const { label, description } = describeTarget(targets, index);
      const text = `${label} ${description} ${targets.preview[index]}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    if (total++ < cap) indices.push(index);
  }
  return { indices, total };
}

/** The row that was typed: `17`, `#17`, `row 17`. */
export function typedRow(value: string): number | undefined {
  const found = /^\s*(?:#|row\s*)?(\d{1,10})\s*$/i.exec(value);
  return found ? Number(found[1]) : undefined;
}
