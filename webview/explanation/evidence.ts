/** What the answer stands on: checks, model and solver, the explained row itself; one of them open at a time. */
import { html, type TemplateResult } from 'lit-html';
import type { ShownExplanation } from '../../extension/contract/shown';
import { evidenceSections } from '../shell/evidence';
import { sections } from '../shell/sections';
import { chosenRows } from '../rows/store';
import { button } from '../ui/button';
import type { Actions } from './actions';
import { layersView } from './layers';
import type { Store } from './store';
import type { Section } from './ui';

export function evidenceView(store: Store, actions: Actions): TemplateResult {
  const { state, model, ui, selection } = store;
  const { result } = model.rows;
  return sections<Section>(
    [
      ...evidenceSections(result.head, result.solver, { checks: state.checks, post: actions.post }),
      ...(hasLayers(result)
        ? [{ name: 'layers' as const, title: html`Layers`, content: () => layersView(model.layers()) }]
        : []),
      {
        name: 'row',
        title: html`<span>The <span class="more">explained </span>row</span>`,
        content: () => explainedRow(result),
      },
    ],
    ui.section,
    actions.toggleSection,
    html`${button({ label: 'Verify', icon: 'beaker', hint: 'Really retrains without rows and compares with what was predicted: the strongest ones and some at random, or those that are selected (V)', onClick: () => actions.verify(selection.selected.size > 1 ? chosenRows(store) : new Int32Array(0)) })}
    ${button({ label: 'What if', icon: 'edit', hint: 'What if the selected rows, or those that pass the filters, were removed or relabelled?', onClick: () => actions.whatIf(actions.group()) })}
    ${button({ label: 'Slices', icon: 'list-tree', hint: 'Which slice of the training data is responsible?', onClick: actions.slices })}`,
  );
}

function hasLayers({ head }: ShownExplanation): boolean {
  return ['mlp', 'cnn', 'keras'].includes(head.model.type);
}

function explainedRow({ columns, targetCells }: ShownExplanation): TemplateResult {
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
