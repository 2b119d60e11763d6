/** A column of text: both texts with their words marked by where they push, and the words that push most. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ColumnKind } from '../../extension/contract/records';
import { weighWords } from '../data/colouredText';
import { passages, wordsOf } from '../data/words';
import { pushCells, type PushScale } from './pushCells';
import { wordWeights, type Push } from './pushes';

/** A column in both rows. */
export interface Compared {
  name: string;
  kind: ColumnKind;
  own: string;
  other: string;
  differs: boolean;
}

/** Longest text shown of a cell. */
const TEXT = 3000;
/** Share of the strongest word from which one is marked. */
const MARKED = 0.1;
/** Words that are listed with their pushes. */
const WORDS = 12;

export function textRows({ name, own, other }: Compared, scale?: PushScale): TemplateResult {
  const words = scale?.pushes.words.get(name)?.slice(0, WORDS) ?? [];
  return html`<tr class="long">
      <th scope="row" title=${name}>${name}</th>
      <td colspan=${scale ? 4 : 2}>
        <div class="texts">
          <figure>
            <figcaption class="quiet">This row</figcaption>
            ${textView(name, own, other, 'training', scale)}
          </figure>
          <figure>
            <figcaption class="quiet">Explained row</figcaption>
            ${textView(name, other, own, 'explained', scale)}
          </figure>
        </div>
      </td>
    </tr>
    ${
      scale
        ? words.map(
            (word) =>
              html`<tr class="word-row">
                <td></td>
                <th scope="row" colspan="2">${word.term}</th>
                ${pushCells(word, scale)}
              </tr>`,
          )
        : nothing
    }`;
}

/** Without pushes the words that both texts have are marked. */
function textView(
  column: string,
  text: string,
  other: string,
  side: keyof Push,
  scale?: PushScale,
): TemplateResult {
  if (!scale) {
    const pieces = passages(text, wordsOf(other), TEXT);
    const shown = pieces.map((piece) => (piece.shared ? html`<b>${piece.text}</b>` : piece.text));
    return html`<div class="text">${shown}</div>`;
  }
  const weights = wordWeights(scale.pushes.words, column, side);
  const strongest = [...weights.values()].reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const shown = weighWords(text, weights, TEXT).map((piece) => {
    const strength = strongest === 0 ? 0 : Math.abs(piece.weight) / strongest;
    if (strength < MARKED) return piece.text;
    const kind = piece.weight > 0 ? 'own' : 'other';
    return html`<span class="word ${kind}" .style=${`--strength: ${strength.toFixed(2)}`}
      >${piece.text}</span
    >`;
  });
  return html`<div class="text">${shown}</div>`;
}
