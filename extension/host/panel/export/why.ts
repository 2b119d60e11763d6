/** What the cells of two rows push, as a table. */
import type { WhyAnswer } from '../../../contract/panel';
import type { ExportTable } from './types';

export function cellPushTable({ why }: WhyAnswer): ExportTable {
  return {
    header: ['column', 'term', 'training_push', 'explained_push'],
    rows: (why.cells ?? []).map(({ column, term, training, explained }) => [
      column,
      term ?? '',
      training,
      explained,
    ]),
  };
}
