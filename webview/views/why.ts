/** Why one training row bears on a prediction as it does: its factors, its place in other rankings, both rows cell by cell. */
import { html } from 'lit-html';
import { evidenceView, failedEvidence } from '../shell/evidence';
import { cellsView } from '../why/cells';
import { factorsView } from '../why/factors';
import { headView } from '../why/head';
import { heatMaps } from '../why/picture/heatMap';
import { rankingsView } from '../why/rankings';
import { WhyUi } from '../why/ui';
import { pageView } from './page';

export const whyView = pageView<'why', typeof WhyUi>(WhyUi, (page) => {
  const { result, ui, keep } = page;
  const { why } = result;
  return html`<div class="view page why">
    ${failedEvidence(page)}
    <section class="head" aria-label="The row">${headView(page)}</section>
    <section class="evidence" aria-label="Evidence">${evidenceView(page)}</section>
    <section aria-label="Factors">${factorsView(why)}</section>
    ${heatMaps(result, { pixel: ui.pixel, read: (pixel) => pixel !== ui.pixel && keep({ pixel }) })}
    <section aria-label="Other rankings">${rankingsView(why)}</section>
    <section aria-label="Both rows">
      ${cellsView(result, ui.allColumns, () => keep({ allColumns: true }))}
    </section>
  </div>`;
});
