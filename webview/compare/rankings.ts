/** The first rows of a model, each with its place in the other one. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { CompareAnswer } from '../../extension/contract/panel';
import { isContent } from '../data/differences';
import { formatCount, formatInUnit, unitSuffix } from '../format/numbers';
import { isOwnFile } from '../format/rowNames';
import { trainingRow } from '../format/trainingRow';
import { baseName } from '../format/words';
import { shortCell } from '../rows/cells';
import type { Reading } from './plots';
import { FIRST, type Side } from './sides';

/** Cells of a table's row that are shown. */
const CELLS = 4;

export function rankingView(
  answer: CompareAnswer,
  own: Side,
  other: Side,
  { chosen, choose, open }: Reading,
): TemplateResult {
  const { compare } = answer;
  return html`<table class="compare ranked">
    <caption class="visually-hidden">
      The rows that matter most to model ${own.name}
    </caption>
    <thead>
      <tr>
        <th scope="col" class="place-in">${own.name}</th>
        <th scope="col">Row</th>
        <th scope="col">Label</th>
        <th scope="col" class="amount" title="Predicted change of the explained loss without the row.">
          Loss without it${unitSuffix(own.unit)}
        </th>
        <th scope="col" class="amount">In ${other.name}</th>
      </tr>
    </thead>
    <tbody>
      ${[...own.order.subarray(0, FIRST)].map((at) => {
        const row = trainingRow(compare.training, compare.a.head.dataset, at);
        const change = own.removal[at]!;
        const shared = other.place[at]! <= FIRST;
        const kind = change > 0 ? 'helpful' : 'harmful';
        const name = isOwnFile(compare.a.head.dataset, row) ? baseName(row.file) : formatCount(row.line);
        return html`<tr
          class=${at === chosen ? 'chosen' : ''}
          data-row=${row.row}
          @pointerenter=${() => choose(at)}
          @focusin=${() => choose(at)}
        >
          <td class="place-in numbers">${own.place[at]}</td>
          <th scope="row">
            <button class="link" title="Open ${row.file}, line ${row.line}" @click=${() => open(at)}>
              ${name}
            </button>
            ${contentOf(answer, row.row)}
          </th>
          <td title=${row.label}>${row.label}</td>
          <td class="amount numbers">
            ${formatInUnit(change, own.unit)}
            ${
              change === 0
                ? nothing
                : html`<span class="sign ${kind}" title=${kind}>${change > 0 ? '▲' : '▼'}</span>`
            }
          </td>
          <td class="amount numbers ${shared ? 'shared' : 'quiet'}">
            ${formatCount(other.place[at]!)}${
              shared
                ? html`<span class="visually-hidden">, among the first ${FIRST} there too</span>`
                : nothing
            }
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Something to recognise the row by: its picture, or its first cells. */
function contentOf({ columns, leading }: CompareAnswer, row: number): TemplateResult | typeof nothing {
  const record = leading.find(({ ref }) => ref.row === row);
  if (!record) return nothing;
  if (record.image !== undefined) return html`<img src=${record.image} alt="" />`;
  const cells = columns.flatMap(({ name, kind }, i) =>
    isContent(kind) && kind !== 'array' ? [{ name, kind, text: record.cells[i] ?? '' }] : [],
  );
  const said = cells.map(({ name, kind, text }) => (kind === 'text' ? text : `${name} ${shortCell(text)}`));
  return html`<span class="quiet content" title=${said.join('\n')}
    >${said.slice(0, CELLS).join(' · ')}</span
  >`;
}
