import type { MislabelRow, MislabelsDocument } from '../../contract/documents';
import type { MislabelsResult } from '../../contract/protocol';
import type { Selection } from './explain';

/** Most suspect first, all of them or the first `top`. */
export function mislabelsDocument(result: MislabelsResult, selection: Selection): MislabelsDocument {
  const { head, solver, score, order } = result;
  const positions = selection.all ? order : order.subarray(0, selection.top);
  return {
    kind: 'mislabels',
    ...head,
    solver,
    score,
    rows: Array.from(positions, (at, i) => mislabelRow(result, at, i + 1)),
  };
}

function mislabelRow(result: MislabelsResult, at: number, rank: number): MislabelRow {
  const { training, head } = result;
  return {
    rank,
    file: head.dataset.train,
    row: training.row[at],
    line: training.line[at],
    label: training.classes[training.label[at]],
    suggested: training.classes[result.suggested[at]],
    score: result.suspicion[at],
    selfInfluence: result.selfInfluence[at],
    loss: result.loss[at],
    looProbability: result.looProbability[at],
  };
}
