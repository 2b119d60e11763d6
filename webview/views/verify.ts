/** Predicted against actual changes, after retraining without single rows. */
import { html } from 'lit-html';
import { evidenceView, failedEvidence } from '../shell/evidence';
import { headView } from '../verify/head';
import { verifiedRows } from '../verify/rows';
import { scatterView } from '../verify/scatter';
import { agreementView, rowsView } from '../verify/tables';
import { VerifyUi } from '../verify/ui';
import { pageView } from './page';

export const verifyView = pageView<'verify', typeof VerifyUi>(VerifyUi, (page) => {
  const { result, ui, keep, width, context } = page;
  const verified = verifiedRows(result, ui.firstOrder);
  const reading = {
    chosen: ui.chosen < result.rows.length ? ui.chosen : -1,
    choose: (chosen: number) => keep({ chosen }),
    open: (index: number) => {
      const { row } = result.rows[index];
      context.post({ type: 'open', ref: { set: 'train', row }, focus: false });
    },
  };
  const reveal = (chosen: number) => {
    keep({ chosen });
    showChosen();
  };
  return html`<div class="view page verify">
    ${failedEvidence(page)}
    <section class="head" aria-label="Verification">${headView(page, verified)}</section>
    <section class="evidence" aria-label="Evidence">${evidenceView(page)}</section>
    <div class="verified-parts">
      <section class="plot" aria-label="Predicted against actual">
        ${scatterView(verified, width, { ...reading, choose: reveal })}
      </section>
      <div>
        <section aria-label="Agreement">
          <h2>Agreement</h2>
          ${agreementView(verified)}
        </section>
        <section aria-label="Rows left out">
          <h2>The rows</h2>
          <div class="rows-scroll">${rowsView(verified, reading.chosen, reading)}</div>
        </section>
      </div>
    </div>
  </div>`;
});

/** Beside the plot the rows scroll on their own: the one that is read in the plot must be seen. */
function showChosen(): void {
  const row = document.querySelector<HTMLElement>('.rows-scroll .chosen');
  const list = row?.closest<HTMLElement>('.rows-scroll');
  if (!row || !list || list.scrollHeight <= list.clientHeight) return;
  const top = row.offsetTop - list.offsetTop;
  if (top < list.scrollTop || top + row.offsetHeight > list.scrollTop + list.clientHeight)
    list.scrollTop = top - list.clientHeight / 2;
}
