/** Suspects in words: for the tree, Problems and the lenses. */
import type { MislabelsResult } from '../../contract/protocol';
import type { LabelEvidence, ReviewChange } from '../../contract/review';
import { formatCount, formatNumber, formatPercent, plural } from '../editor/format';
import { code } from '../editor/rowInfo';

export interface SuspectRow {
  row: number;
  line: number;
  given: string;
  suggested: string;
  /** Held-out probabilities. */
  looProbability: number;
  suggestedProbability: number;
}

export function suspectRow(result: MislabelsResult, position: number): SuspectRow {
  const { training, suggested, looProbability, suggestedProbability } = result;
  return {
    row: training.row[position],
    line: training.line[position],
    given: training.classes[training.label[position]],
    suggested: training.classes[suggested[position]],
    looProbability: looProbability[position],
    suggestedProbability: suggestedProbability[position],
  };
}

/** `Suspected mislabel: "spam". Held out, the model gives "ham" 97.1 %, "spam" 2.9 %.` */
export function suspectMessage(row: SuspectRow): string {
  const { given, suggested, looProbability, suggestedProbability } = row;
  return (
    `Suspected mislabel: "${given}". A model that has not seen this row gives "${suggested}" ` +
    `${formatPercent(suggestedProbability)} and "${given}" ${formatPercent(looProbability)}.`
  );
}

/** Markdown lines on why, the evidence where it is known. */
export function whySuspect(
  result: MislabelsResult,
  position: number,
  evidence: LabelEvidence | undefined,
): string[] {
  const { row, line, given, suggested, looProbability, suggestedProbability } = suspectRow(result, position);
  const { suspicion, selfInfluence, leverage, order, duplicates, conflicting } = result;
  const lines = [
    `**Row ${formatCount(row)}**, line ${formatCount(line)}, #${formatCount(order.indexOf(position) + 1)} of ${formatCount(order.length)}`,
    `Label ${code(given)}. A model that has not seen this row gives ${code(suggested)} ${formatPercent(suggestedProbability)}, ${code(given)} ${formatPercent(looProbability)}.`,
    `Suspicion ${formatNumber(suspicion[position])} · self-influence ${formatNumber(selfInfluence[position])} · leverage ${formatNumber(leverage[position])}`,
  ];
  const group = duplicates[position];
  if (group >= 0) {
    const others = duplicates.filter((other) => other === group).length - 1;
    const which = `${plural(others, 'other row')} ${others === 1 ? 'has' : 'have'} the same cells`;
    lines.push(conflicting[position] ? `${which}, **not all with the same label**.` : `${which} and label.`);
  }
  if (evidence) lines.push(...evidenceLines(result, evidence));
  return lines;
}

/** How many rows and cells are named. */
const NAMED = 3;

function evidenceLines({ training }: MislabelsResult, evidence: LabelEvidence): string[] {
  const lines: string[] = [];
  const against = evidence.opposing.slice(0, NAMED);
  if (against.length > 0) {
    const rows = against.map(
      ({ position, label }) => `${formatCount(training.row[position])} (${code(label)})`,
    );
    lines.push(`Contradicted most by ${against.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}.`);
  }
  const cells = (evidence.contributions ?? []).filter(({ contribution }) => contribution > 0).slice(0, NAMED);
  if (cells.length > 0) {
    const named = cells.map(({ column, term, value }) =>
      term === undefined ? code(`${column} = ${value}`) : code(term),
    );
    lines.push(`For ${code(evidence.against)} speak ${named.join(', ')}.`);
  }
  return lines;
}

/** `Test accuracy 91.2 % → 93.4 %, loss 0.31 → 0.27, by 5 fixes. 4 rows left the first 60 and 4 came in.` */
export function changeMessage({ before, after, fixed, left, entered, leading }: ReviewChange): string {
  const parts: string[] = [];
  const arrow = (was: string, is: string) => (was === is ? `${is} as before` : `${was} → ${is}`);
  if (before.testAccuracy !== null && after.testAccuracy !== null)
    parts.push(
      `Test accuracy ${arrow(formatPercent(before.testAccuracy), formatPercent(after.testAccuracy))}`,
    );
  const loss = (measure: number | null) => (measure === null ? undefined : formatNumber(measure));
  const was = loss(before.testLoss) ?? formatNumber(before.trainLoss);
  const is = loss(after.testLoss) ?? formatNumber(after.trainLoss);
  parts.push(`${after.testLoss === null ? 'training loss' : 'loss'} ${arrow(was, is)}`);
  const by = fixed === 0 ? '' : `, ${plural(fixed, 'label')} changed`;
  const moved =
    left.length + entered.length === 0
      ? `The first ${formatCount(leading)} are the same.`
      : `${plural(left.length, 'row')} left the first ${formatCount(leading)}, ${formatCount(entered.length)} came in.`;
  return `${parts.join(', ')}${by}. ${moved}`;
}
