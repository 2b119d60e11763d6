/** The edited cells of a training row, then those that stay as they are. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { AuditRow, EditedCell } from '../../extension/contract/audit';
import type { AuditAnswer } from '../../extension/contract/panel';
import { isContent } from '../data/differences';
import { formatCount, formatPlain } from '../format/numbers';
import { shortCell } from '../rows/cells';

/** Cells that stay as they are and are shown still. */
const SAME = 12;

export function editedCellsView({ columns, records }: AuditAnswer, row: AuditRow): TemplateResult {
  const { cells, edited, training } = row;
  const record = records.find(({ ref }) => ref.set === 'train' && ref.row === training.row);
  const changed = new Set(cells.map(({ column }) => column));
  const same = columns.flatMap(({ name, kind }, i) =>
    isContent(kind) && kind !== 'array' && !changed.has(name) ? [{ name, text: record?.cells[i] ?? '' }] : [],
  );
  // With more edits than are listed, what stays is not known.
  const listed = edited > cells.length ? [] : same.slice(0, SAME);
  return html`<table class="compare edited">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">As it is</th>
          <th scope="col">Edited</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody class="numbers">
        ${cells.map(
          (cell) =>
            html`<tr>
              <th scope="row" title=${nameOf(cell)}>${nameOf(cell)}</th>
              <td>${formatPlain(cell.from, 5)}</td>
              <td><b>${formatPlain(cell.to, 5)}</b></td>
              <td>${cell.to > cell.from ? '+' : ''}${formatPlain(cell.to - cell.from, 3)}</td>
            </tr>`,
        )}
        ${listed.map(
          ({ name, text }) =>
            html`<tr class="same">
              <th scope="row" title=${name}>${name}</th>
              <td title=${text}>${shortCell(text)}</td>
              <td>same</td>
              <td></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      edited > cells.length
        ? html`<p class="quiet">
            and ${formatCount(edited - cells.length)} more numbers, each with less effect than these
          </p>`
        : nothing
    }`;
}

function nameOf({ column, index }: EditedCell): string {
  return index === undefined ? column : `${column}[${index.join(', ')}]`;
}
