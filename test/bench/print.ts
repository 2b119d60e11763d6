/** Figures as a person reads them. */
import colors from 'picocolors';
import { tableLines } from '../../extension/cli/output/table';
import type { Figure, Target } from './types';

export type Verdict = 'reached' | 'missed' | 'told';

export function verdict(figure: Figure): Verdict {
  if (!figure.target) return 'told';
  const { atLeast = -Infinity, atMost = Infinity } = figure.target;
  return figure.value >= atLeast && figure.value <= atMost ? 'reached' : 'missed';
}

export function printFigures(figures: readonly Figure[]): void {
  const lines = tableLines(
    [
      { title: '', cell: (figure: Figure) => `  ${SIGNS[verdict(figure)]}` },
      { title: '', cell: (figure) => figure.name },
      { title: 'measured', align: 'right', cell: (figure) => withUnit(figure.value, figure.unit) },
      { title: 'target', align: 'right', cell: ({ target, unit }) => (target ? bound(target, unit) : '') },
      { title: '', cell: (figure) => colors.dim(figure.detail ?? '') },
    ],
    figures,
  );
  for (const line of lines) console.log(line);
}

const SIGNS: Record<Verdict, string> = { reached: colors.green('✔'), missed: colors.red('✘'), told: ' ' };

function bound({ atLeast, atMost }: Target, unit: string): string {
  if (atLeast !== undefined && atMost !== undefined) return `${format(atLeast)} – ${withUnit(atMost, unit)}`;
  return atLeast === undefined ? `≤ ${withUnit(atMost ?? NaN, unit)}` : `≥ ${withUnit(atLeast, unit)}`;
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? format(value) : `${format(value)} ${unit}`;
}

/** Five digits for what is near 1 (correlations), three or four for the rest. */
function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 2) return value.toFixed(2);
  if (size > 0 && size < 0.001) return value.toExponential(1);
  return value.toFixed(size > 0.99 && size < 1 ? 5 : 3);
}
