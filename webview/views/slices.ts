/** Which part of the training data a prediction hangs on. */
import { html } from 'lit-html';
import { evidenceView, failedEvidence } from '../shell/evidence';
import { headView } from '../slices/head';
import { slicesTable } from '../slices/table';
import { SlicesUi } from '../slices/ui';
import { pageView } from './page';

export const slicesView = pageView<'slices', typeof SlicesUi>(SlicesUi, (page) => {
  const { result, ui, keep, state, context } = page;
  const { dataset, target, choice } = state.request;
  const explained = { dataset, target, choice };
  return html`<div class="view page slices">
    ${failedEvidence(page)}
    <section class="head" aria-label="The answer">${headView(page)}</section>
    <section class="evidence" aria-label="Evidence">${evidenceView(page)}</section>
    <section aria-label="Slices">
      ${slicesTable(result.slices, ui, {
        showAll: () => keep({ all: true }),
        list: (where) =>
          context.post({
            type: 'ask',
            request: { view: 'explanation', ...explained, within: [where] },
            replace: false,
          }),
        whatIf: (where) =>
          context.post({
            type: 'ask',
            request: {
              view: 'whatIf',
              ...explained,
              group: { where: [where] },
              action: { do: 'remove' },
              verify: false,
            },
            replace: false,
          }),
      })}
    </section>
  </div>`;
});
