/** What becomes of a prediction when a group of training rows is removed or relabelled. */
import { html } from 'lit-html';
import type { GroupCondition } from '../../extension/contract/groups';
import { createLatest, type Latest } from '../data/latest';
import { evidenceView, failedEvidence } from '../shell/evidence';
import { headView } from '../whatIf/head';
import { outcomeView } from '../whatIf/outcome';
import { WhatIfUi } from '../whatIf/ui';
import { pageView } from './page';

export const whatIfView = pageView<'whatIf', typeof WhatIfUi, Latest<number>>(
  WhatIfUi,
  (page) => {
    const { result } = page;
    return html`<div class="view page what-if">
      ${failedEvidence(page)}
      <section class="head" aria-label="The change">${headView(page)}</section>
      <section class="evidence" aria-label="Evidence">${evidenceView(page)}</section>
      <section aria-label="What it changes">${outcomeView(result.whatIf)}</section>
    </div>`;
  },
  ({ call }, arrived) =>
    createLatest(
      (where, signal) => call('memberCount', { where: JSON.parse(where) as GroupCondition[] }, signal),
      arrived,
    ),
);
