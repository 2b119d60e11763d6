/** Both rows side by side, differing cells first, with what each cell pushes. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { WhyAnswer } from '../../extension/contract/panel';
import type { WhyDocument } from '../../extension/contract/why';
import { isContent } from '../data/differences';
import { formatCount, unitSuffix } from '../format/numbers';
import { shortCell } from '../rows/cells';
import { scaleWell } from '../ui/pictures';
import { pushCells, pushScale, type PushScale } from './pushCells';
import { orderColumns, pushesOf } from './pushes';
import { textRows, type Compared } from './texts';

/** Columns shown before the user asks for all. */
const SHOWN = 40;
/** Where they are the pixels of a picture that is shown. */
const SHOWN_PIXELS = 8;

export function cellsView(
  answer: WhyAnswer,
  all: boolean,
  showAll: () => void,
): TemplateResult | typeof nothing {
  const { why } = answer;
  const pushes = pushesOf(why.cells ?? []);
  const scale = why.cells && pushScale(pushes);
  const columns = orderColumns(comparedColumns(answer), pushes);
  if (columns.length === 0 && why.picture) return nothing;
  const shown = all ? columns : columns.slice(0, isPicture(why) ? SHOWN_PIXELS : SHOWN);
  return html`<h2>${titleOf(why)}</h2>
    <p class="quiet">
      ${scale ? explanation(why.target.explained, why.dataset.classes.length) : withoutPushes(why)}
    </p>
    <table class="compare both ${scale ? 'pushed' : ''}">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">This row</th>
          <th scope="col">Explained row</th>
          ${
            scale
              ? html`<th
                    scope="col"
                    title="Change of the explained loss, with its sign turned, that this row’s cell brings through training, against an average cell; a word, against the text without it."
                  >
                    This row’s push${unitSuffix(scale.units.training)}
                  </th>
                  <th
                    scope="col"
                    title="Change of the explained loss, with its sign turned, that the explained row’s own cell makes, against an average cell; a word, against the text without it."
                  >
                    Explained row’s push${unitSuffix(scale.units.explained)}
                  </th>`
              : nothing
          }
        </tr>
      </thead>
      <tbody>
        ${shown.map((column) => rowsOf(column, answer, scale))}
      </tbody>
    </table>
    ${
      shown.length < columns.length
        ? html`<button class="link" @click=${showAll}>
            Show ${formatCount(columns.length - shown.length)} more columns
          </button>`
        : nothing
    }`;
}

/** The columns are the pixels of a picture. */
function isPicture({ picture }: WhyDocument): boolean {
  return picture !== undefined && picture.column === undefined;
}

function titleOf(why: WhyDocument): string {
  if (isPicture(why)) return 'Pixel by pixel';
  return why.cells ? 'What its cells push' : 'Side by side';
}

/** Those that say something of the rows' content and are not shown as pictures. */
function comparedColumns({ columns, row, explained, why }: WhyAnswer): Compared[] {
  return columns.flatMap(({ name, kind }, i): Compared[] => {
    if ((!isContent(kind) && kind !== 'image') || name === why.picture?.column) return [];
    const [own, other] = [row.cells[i] ?? '', explained.cells[i] ?? ''];
    return [{ name, kind, own, other, differs: own !== other }];
  });
}

function rowsOf(column: Compared, { row, explained }: WhyAnswer, scale?: PushScale): TemplateResult {
  if (column.kind === 'image') return pictures(column, row.image, explained.image, scale);
  if (column.kind === 'text') return textRows(column, scale);
  return cellRow(column, scale);
}

function withoutPushes({ withoutCells = '' }: WhyDocument): string {
  return `Differing cells first. What single cells push cannot be told. ${withoutCells}`;
}

function explanation(explained: string, classes: number): string {
  const away = classes === 2 ? 'the other class' : 'other classes';
  return `Differing cells first. ▸ pushes the prediction towards “${explained}”, ◂ towards ${away}: this row’s cells through what the model learned from them, the explained row’s by being there.`;
}

function cellRow({ name, own, other, differs }: Compared, scale?: PushScale): TemplateResult {
  return html`<tr class=${differs ? '' : 'same'}>
    <th scope="row" title=${name}>${name}</th>
    <td class="numbers" title=${own}>${shortCell(own)}</td>
    <td class="numbers" title=${other}>${differs ? shortCell(other) : 'same'}</td>
    ${scale && pushCells(scale.pushes.columns.get(name), scale)}
  </tr>`;
}

function pictures(
  { name, own, other }: Compared,
  ownImage: string | undefined,
  otherImage: string | undefined,
  scale?: PushScale,
): TemplateResult {
  const picture = (address: string | undefined, path: string) =>
    address === undefined ? path : html`<img src=${address} alt=${path} title=${path} @load=${scaleWell} />`;
  return html`<tr class="pictures">
    <th scope="row" title=${name}>${name}</th>
    <td>${picture(ownImage, own)}</td>
    <td>${picture(otherImage, other)}</td>
    ${scale && pushCells(scale.pushes.columns.get(name), scale)}
  </tr>`;
}
