/** What a data file holds, in the words of the questions about it. */
import type { FileInspection } from '../../contract/protocol';
import { plural, shorten } from '../editor/format';

/** `4,601 rows × 58 columns: 57 numeric, 1 categorical`. */
export function describeFile({ rows, columns }: FileInspection): string {
  const kinds = new Map<string, number>();
  for (const { kind } of columns) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`);
  return `${plural(rows, 'row')} × ${plural(columns.length, 'column')}: ${counts.join(', ')}`;
}

export interface LabelOption {
  name: string;
  likely: boolean;
  description: string;
  detail: string;
}

/** Columns that could be the label first, the likeliest at the top; columns with one value alone cannot be. */
export function labelOptions({ columns, labelCandidates, rows }: FileInspection): LabelOption[] {
  const place = (name: string) => {
    const at = labelCandidates.indexOf(name);
    return at < 0 ? labelCandidates.length : at;
  };
  return columns
    .map(({ name, kind, distinct, missing, examples }) => ({
      name,
      likely: labelCandidates.includes(name),
      description: [
        `${plural(distinct, 'value')} in ${plural(rows, 'row')}, ${kind}`,
        ...(missing > 0 ? [`${missing} missing`] : []),
      ].join(', '),
      detail: shorten(examples.map((example) => shorten(example, 40)).join('  ·  '), 120),
    }))
    .sort((a, b) => place(a.name) - place(b.name));
}

export interface ModelOption {
  l2: number | 'auto';
  description: string;
  detail?: string;
}

/**
 * Strengths of the penalty, the one to start with first. On standardised numbers 0.01 is near the best nearly always; a text
 * becomes a vector of length 1 over thousands of terms, whose weights it holds back too much (on the sample's mails: 84 % right,
 * with the penalty found by cross-validation 98 %).
 */
export function modelOptions({ columns }: FileInspection, label: string): ModelOption[] {
  const texts = columns.filter(({ kind, name }) => kind === 'text' && name !== label).map(({ name }) => name);
  if (texts.length === 0) {
    return [
      { l2: 0.01, description: 'a good start' },
      { l2: 'auto', description: 'slower to fit, often more accurate' },
    ];
  }
  const which = texts.length === 1 ? `${texts[0]} is` : `${texts[0]} and others are`;
  return [
    {
      l2: 'auto',
      description: 'recommended for text',
      detail: `${which} text: how strong the penalty should be depends on it. The first fit takes some seconds more.`,
    },
    { l2: 0.01, description: 'quick to fit, and mostly too strong for text' },
  ];
}
