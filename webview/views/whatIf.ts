/** What becomes of a prediction when a group of training rows is removed or relabelled. */
import { html } from 'lit-html';
import { evidenceView } from '../shell/evidence';
import { failedChecks } from '../shell/checks';
import { headView } from '../whatIf/head';
import { outcomeView } from '../whatIf/outcome';
import { WhatIfUi } from '../whatIf/ui';
import { pageView } from './page';

export const whatIfView = pageView<'whatIf', typeof WhatIfUi>(WhatIfUi, (page) => {
  const { result, ui, keep } = page;
  return html`<div class="view page what-if">
    ${failedChecks(result.head.checks)}
    <section class="head" aria-label="The change">${headView(page)}</section>
    <section class="evidence" aria-label="Evidence">${evidenceView(result, ui, keep)}</section>
    <section aria-label="What it changes">${outcomeView(result.whatIf)}</section>
  </div>`;
});
