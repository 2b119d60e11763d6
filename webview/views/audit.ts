/** Which predictions an edit of one training row could flip. */
import { html } from 'lit-html';
import { attacksView } from '../audit/attacks';
import { editView } from '../audit/edit';
import { headView } from '../audit/head';
import { AuditUi } from '../audit/ui';
import { failedChecks } from '../shell/checks';
import { evidenceSections } from '../shell/evidence';
import { sections } from '../shell/sections';
import { pageView } from './page';

export const auditView = pageView<'audit', typeof AuditUi>(AuditUi, (page) => {
  const { result, state, ui, keep, context } = page;
  const { rows } = result.document;
  const chosen = ui.chosen < rows.length ? ui.chosen : 0;
  return html`<div class="view page audit">
    ${failedChecks(result.head.checks)}
    <section class="head" aria-label="The audit">${headView(page)}</section>
    <section class="evidence" aria-label="Evidence">
      ${sections(evidenceSections(result.head), ui.section, (section) =>
        keep({ section: section === ui.section ? undefined : section }),
      )}
    </section>
    <div class="audit-parts" ?hidden=${rows.length === 0}>
      <section aria-label="Attacks">
        <h2>Attacks, the successful ones first</h2>
        ${attacksView(
          result,
          { chosen, all: ui.all },
          {
            choose: (index) => {
              if (index !== ui.chosen) keep({ chosen: index });
            },
            open: (ref) => context.post({ type: 'open', ref, focus: false }),
            showAll: () => keep({ all: true }),
          },
        )}
      </section>
      <section class="edit" aria-label="The edit">
        ${rows.length === 0 ? '' : editView(result, chosen, state.request, context.post)}
      </section>
    </div>
  </div>`;
});
