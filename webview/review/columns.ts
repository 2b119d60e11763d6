/** The columns of the ranked labels: what each shows and says of itself. */
import type { GridColumn } from '../grid/types';
import { flagCell, labelCell, lineCell, rankCell } from '../rows/cells';
import { contentCell, marksCell, scoreCell, suggestedCell, type CellContext } from './cells';
import { SCORE_TEXTS } from './scores';

export function reviewColumns(context: CellContext): GridColumn[] {
  const { score, balanced } = context.rows().result;
  const { name, explanation } = SCORE_TEXTS[score];
  return [
    {
      id: 'rank',
      title: '#',
      hint: 'Rank by how suspect the label is.',
      sort: 'ascending',
      create: rankCell(context),
    },
    {
      id: 'score',
      title: name,
      hint: `${explanation} From 0 to 1, higher is more suspect.${balanced ? ' Relative to what is usual for the class.' : ''}`,
      sort: 'descending',
      create: scoreCell(context),
    },
    {
      id: 'label',
      title: 'Label',
      hint: 'The label that the row has in the training file.',
      sort: 'ascending',
      create: labelCell(context),
    },
    {
      id: 'suggested',
      title: 'Suggested',
      hint: 'The likeliest other label, and its probability by a model that has not seen the row.',
      sort: 'ascending',
      create: suggestedCell(context),
    },
    {
      id: 'line',
      title: 'Line',
      hint: 'Line of the training file on which the row starts.',
      sort: 'ascending',
      create: lineCell(context),
    },
    {
      id: 'cells',
      title: 'Its cells',
      hint: 'Texts first, then the other cells in the order of the file.',
      create: contentCell(context),
    },
    {
      id: 'marks',
      title: 'Decision, duplicates',
      hint: 'What was decided, and whether other rows have the same cells.',
      create: marksCell(context),
    },
    {
      id: 'flag',
      title: 'Flagged',
      hint: 'Flagged as a suspected mislabel.',
      create: flagCell(context),
    },
  ];
}
