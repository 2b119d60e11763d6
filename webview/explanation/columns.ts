/** The columns of the ranked training rows: what each shows and says of itself. */
import type { ShownExplanation } from '../../extension/contract/shown';
import { unitSuffix } from '../format/numbers';
import type { GridColumn } from '../grid/types';
import { fileCell, flagCell, labelCell, lineCell, rankCell } from '../rows/cells';
import { contentCell, lossCell, predictedCell, probabilityCell, selfCell, type CellContext } from './cells';

export const hasImages = ({ columns }: ShownExplanation): boolean =>
  columns.some(({ kind }) => kind === 'image');

export function explanationColumns(context: CellContext): GridColumn[] {
  const { result, lossUnit } = context.rows();
  const { explained } = result.target;
  return [
    {
      id: 'rank',
      title: '#',
      hint: 'Rank by the size of the effect, helpful or harmful.',
      sort: 'ascending',
      create: rankCell(context),
    },
    {
      id: 'loss',
      title: `Loss without it${unitSuffix(lossUnit)}`,
      hint: `Change of the loss on “${explained}” if the model were trained without this row. A rise (▲) means that the row is helpful for “${explained}”, a fall (▼) that it is harmful.`,
      sort: 'descending',
      create: lossCell(context),
    },
    {
      id: 'probability',
      title: `P(${explained}) without it`,
      hint: `Predicted probability of “${explained}”: now → if the model were trained without this row.`,
      sort: 'descending',
      create: probabilityCell(context),
    },
    {
      id: 'label',
      title: 'Label',
      hint: 'The label that the row has in the training file.',
      sort: 'ascending',
      create: labelCell(context),
    },
    {
      id: 'predicted',
      title: 'Predicted',
      hint: 'What the fitted model predicts for this row itself. Where that is not its label, the label may be wrong.',
      sort: 'ascending',
      create: predictedCell(context),
    },
    {
      id: 'self',
      title: 'Self-influence',
      hint: 'How much the row bends the model towards itself. Mislabelled and unusual rows have a large one.',
      sort: 'descending',
      create: selfCell(context),
    },
    result.training.files === undefined
      ? {
          id: 'line',
          title: 'Line',
          hint: 'Line of the training file on which the row starts.',
          sort: 'ascending',
          create: lineCell(context),
        }
      : {
          id: 'line',
          title: 'File',
          hint: 'File of the row, in the folder of the training data.',
          sort: 'ascending',
          create: fileCell(context),
        },
    {
      id: 'cells',
      title: hasImages(result) ? 'Image' : 'Its cells that differ most',
      hint: 'Cells of the row, the most different from the explained row first; the explained row’s value in brackets. Numbers are compared in standard deviations, texts by shared words (bold).',
      create: contentCell(context),
    },
    {
      id: 'flag',
      title: 'Flagged',
      hint: 'Flagged as a suspected mislabel.',
      create: flagCell(context),
    },
  ];
}
