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
