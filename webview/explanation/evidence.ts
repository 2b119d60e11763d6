/** What the answer stands on: checks, model and solver, the explained row itself; one of them open at a time. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExplainResult } from '../../extension/contract/protocol';
import { checkList, checksTitle } from '../shell/checks';
import { modelFacts, modelTitle } from '../shell/modelFacts';
import { icon } from '../ui/icon';
import type { Section } from './ui';

export function evidenceView(
  result: ExplainResult,
  open: Section | undefined,
  toggle: (section: Section) => void,
): TemplateResult {
  const { head, solver } = result;
  const section = (name: Section, title: TemplateResult) =>
    html`<button
      class="section"
      aria-expanded=${String(open === name)}
      aria-controls="evidence"
      @click=${() => toggle(name)}
    >
      ${title}${icon(open === name ? 'chevron-up' : 'chevron-down')}
    </button>`;
  return html`
    <div class="sections">
      ${section('checks', checksTitle(head.checks))} ${section('model', modelTitle(head, solver))}
      ${section('row', html`<span>The <span class="more">explained </span>row</span>`)}
    </div>
    <div id="evidence" ?hidden=${open === undefined}>
      ${open === 'checks' ? checkList(head) : nothing}
      ${open === 'model' ? modelFacts(head, solver) : nothing}
      ${open === 'row' ? explainedRow(result) : nothing}
    </div>
  `;
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
