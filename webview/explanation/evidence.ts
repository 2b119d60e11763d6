/** What the answer stands on: checks, model and solver, the explained row itself; one of them open at a time. */
import { html, type TemplateResult } from 'lit-html';
import type { ExplainResult } from '../../extension/contract/protocol';
import { checkList, checksTitle } from '../shell/checks';
import { modelFacts, modelTitle } from '../shell/modelFacts';
import { sections } from '../shell/sections';
import type { Section } from './ui';

export function evidenceView(
  result: ExplainResult,
  open: Section | undefined,
  toggle: (section: Section) => void,
): TemplateResult {
  const { head, solver } = result;
  return sections(
    [
      { name: 'checks', title: checksTitle(head.checks), content: () => checkList(head) },
      { name: 'model', title: modelTitle(head, solver), content: () => modelFacts(head, solver) },
      {
        name: 'row',
        title: html`<span>The <span class="more">explained </span>row</span>`,
        content: () => explainedRow(result),
      },
    ],
    open,
    toggle,
  );
}

function explainedRow({ columns, targetCells }: ExplainResult): TemplateResult {
  return html`<dl class="record">
    ${columns.map(
      ({ name }, i) =>
        html`<div>
          <dt title=${name}>${name}</dt>
          <dd>${targetCells.cells[i] === '' ? html`<i class="quiet">empty</i>` : targetCells.cells[i]}</dd>
        </div>`,
    )}
  </dl>`;
}
