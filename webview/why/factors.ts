/** The influence as a product: how badly both rows are fitted, how similar they are, what the curvature makes of it. */
import { html, type TemplateResult } from 'lit-html';
import type { WhyDocument } from '../../extension/contract/why';
import { formatCount, formatFixed, formatLoneChange, formatPlain } from '../format/numbers';

interface Factor {
  name: string;
  value: number;
  words: string;
}

export function factorsView(why: WhyDocument): TemplateResult {
  const rows = why.dataset.rows;
  return html`<h2>What it is made of</h2>
    <ol class="factors">
      ${factorsOf(why).map(
        ({ name, value, words }) =>
          html`<li>
            <span class="name">${name}</span>
            <b class="value numbers">${formatPlain(value)}</b>
            <span class="quiet">${words}</span>
          </li>`,
      )}
    </ol>
    <p class="product">
      Multiplied, and over ${formatCount(rows)} training rows:
      <b class="numbers">${formatLoneChange(why.removalDelta)}</b> of loss without the row.
    </p>`;
}

/** Their product over the number of training rows is the change of the loss without the row. */
function factorsOf({ parts, influence, row, target }: WhyDocument): Factor[] {
  const { loss, similarity, hessian } = parts;
  const product = loss * similarity * hessian;
  // What is left of the influence is the explained row's residual, turned round where the labels pull against each other.
  const residual = product === 0 ? 0 : -influence / product;
  const byGradients = parts.of === 'gradients';
  return [
    { name: 'Loss of this row', value: loss, words: lossWords(row) },
    {
      name: byGradients ? 'Similarity of gradients' : 'Similarity',
      value: similarity,
      words: byGradients
        ? gradientWords(similarity, parts.cosine, target.explained)
        : similarityWords(similarity),
    },
    { name: 'Curvature', value: hessian, words: curvatureWords(hessian) },
    {
      name: 'Loss of the explained row',
      value: residual,
      words: byGradients ? MOVES : residualWords(residual, target.explained),
    },
  ];
}

function lossWords({ label, predicted }: WhyDocument['row']): string {
  const fit = label === predicted ? 'The model predicts its label' : 'The model does not believe its label';
  return `${fit}. A row that is fitted well (0) pulls at nothing.`;
}

function similarityWords(similarity: number): string {
  if (similarity === 0) return 'The two rows have nothing in common.';
  const way = similarity > 0 ? 'The two rows point the same way' : 'The two rows point opposite ways';
  return `${way}: the product of their features, the intercept with them.`;
}

/** Of a network, whose weights in every layer both rows pull at. */
function gradientWords(similarity: number, cosine: number | undefined, explained: string): string {
  if (similarity === 0) return 'The two rows pull at different weights.';
  const angle = cosine === undefined ? '' : ` (cosine ${formatFixed(cosine, 2)})`;
  return similarity > 0
    ? `Learning this row’s label also teaches “${explained}” here: both losses pull at the weights the same way${angle}.`
    : `Learning this row’s label unteaches “${explained}” here: the two losses pull at the weights in opposite ways${angle}.`;
}

function curvatureWords(hessian: number): string {
  if (hessian < 0)
    return 'What the inverse Hessian makes of the similarity: it turns round, since what they share is shared by many other rows.';
  return 'What the inverse Hessian makes of the similarity: less where many other rows say the same, more where few do.';
}

const MOVES = 'How much that prediction can still move.';

function residualWords(residual: number, explained: string): string {
  const pull =
    residual < 0
      ? `This row’s label pulls against “${explained}”, hence the minus.`
      : `This row’s label pulls the same way as “${explained}”.`;
  return `${MOVES} ${pull}`;
}
