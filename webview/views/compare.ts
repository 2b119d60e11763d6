/** One prediction as two models of the same rows explain it. */
import { html, type TemplateResult } from 'lit-html';
import type { CompareAnswer } from '../../extension/contract/panel';
import { markedClasses, type MarkedClasses } from '../compare/classes';
import { evidenceOfBoth } from '../compare/evidence';
import { headView } from '../compare/head';
import { modelView } from '../compare/models';
import { classKey, plotView, type Reading } from '../compare/plots';
import { rankingView } from '../compare/rankings';
import { describeRow, type Sides, sidesOf } from '../compare/sides';
import { CompareUi } from '../compare/ui';
import { failedChecks } from '../shell/checks';
import { pageView } from './page';

/** From this width on the models stand side by side, with so much between them. */
const SIDE_BY_SIDE = 760;
const GAP = 28;

/** What is read from an answer, while that stays the same. */
const prepared = new WeakMap<CompareAnswer, { sides: Sides; classes: MarkedClasses }>();

export const compareView = pageView<'compare', typeof CompareUi>(CompareUi, (page) => {
  const { result, state, ui, keep, width, context } = page;
  const { sides, classes } = prepare(result);
  const { a, b } = sides;
  const { post } = context;
  const reading: Reading = {
    chosen: ui.chosen < result.compare.training.row.length ? ui.chosen : -1,
    choose: (chosen) => keep({ chosen }),
    open: (at) =>
      post({ type: 'open', ref: { set: 'train', row: result.compare.training.row[at]! }, focus: false }),
    describe: (at) => describeRow(result.compare, sides, at),
  };
  const own = width >= SIDE_BY_SIDE ? (width - GAP) / 2 : width;
  const pair = (of: (side: Sides['a'], other: Sides['a']) => TemplateResult) =>
    html`<div class="model-pair">
      <div>${of(a, b)}</div>
      <div>${of(b, a)}</div>
    </div>`;
  return html`<div class="view page two-models">
    ${failedChecks([...a.head.checks, ...b.head.checks])}
    <section class="head" aria-label="The prediction">${headView(page, sides)}</section>
    <section class="evidence" aria-label="Evidence">${evidenceOfBoth(sides, ui, keep)}</section>
    <section aria-label="What they predict">${pair((side) => modelView(side, state.request, post))}</section>
    <section class="plot" aria-label="Influence against distance">
      <h2>Influence against distance</h2>
      ${pair((side) => plotView(side, classes, own, reading))} ${classKey(classes)}
      <p class="reading numbers">
        ${reading.chosen < 0 ? 'Point at a row, or move with the arrow keys; click or Enter opens it.' : reading.describe(reading.chosen)}
      </p>
    </section>
    <section aria-label="Rankings">
      <h2>The rows that matter most</h2>
      ${pair((side, other) => rankingView(result, side, other, reading))}
    </section>
  </div>`;
});

function prepare(answer: CompareAnswer): { sides: Sides; classes: MarkedClasses } {
  const known = prepared.get(answer);
  if (known) return known;
  const made = { sides: sidesOf(answer.compare), classes: markedClasses(answer.compare) };
  prepared.set(answer, made);
  return made;
}
