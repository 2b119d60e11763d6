/** The bar under the list: which rows a decision is of, and the decisions with their keys. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount, formatProbability, formatRows } from '../format/numbers';
import { button } from '../ui/button';
import { icon } from '../ui/icon';
import type { Actions } from './actions';
import { DECISION_MARKS } from './cells';
import { givenLabel, suggestedLabel } from './rows';
import { isFlagged } from '../rows/store';
import type { Store } from './store';

export function decideView(store: Store, actions: Actions): TemplateResult {
  const positions = actions.subjects();
  const some = positions.length > 0;
  const { result } = store.model.rows;
  const one = positions.length === 1 ? positions[0] : -1;
  const decided = positions.some((position) => store.decisions.has(position));
  const flagged = one >= 0 && isFlagged(store, one);
  return html`
    ${
      store.refused === undefined
        ? nothing
        : html`<p class="refused" role="alert">${icon('error', 'fail')} ${store.refused}</p>`
    }
    <div class="bar">
      <span class="subject">${subject(store, positions)}</span>
      <span class="verbs">
        ${button({
          label: one >= 0 ? `Change to ${suggestedLabel(result, one)}` : 'Accept suggestions',
          hint: 'Change the label in the file to the suggested one (A)',
          shortcut: 'A',
          primary: true,
          disabled: !some,
          onClick: () => actions.decide('fix'),
        })}
        <span class="chooser">
          ${button({
            label: 'Other label…',
            hint: 'Choose what the label becomes (L)',
            shortcut: 'L',
            disabled: !some,
            onClick: () => actions.chooseLabel(true),
          })}
          <div id="labels" class="labels" ?hidden=${!store.choosing}></div>
        </span>
        ${button({
          label: one >= 0 ? `Keep ${givenLabel(result, one)}` : 'Keep',
          hint: 'The label is right (K)',
          shortcut: 'K',
          disabled: !some,
          onClick: () => actions.decide('keep'),
        })}
        ${button({
          label: 'Skip',
          hint: 'Leave it undecided; it comes back (S)',
          shortcut: 'S',
          disabled: !some,
          onClick: () => actions.decide('skip'),
        })}
        ${button({
          label: 'Reopen',
          hint: 'Take the decision back, of a changed label the change too; here or of the row before (U)',
          shortcut: 'U',
          disabled: !decided,
          onClick: () => actions.decide('reopen'),
        })}
        ${button({
          label: flagged ? 'Remove flag' : 'Flag',
          hint: 'Flag as a suspected mislabel (F)',
          shortcut: 'F',
          disabled: one < 0,
          onClick: () => actions.flag(one),
        })}
        ${button({
          label: 'Open',
          hint: 'Open the row in its file (Enter)',
          shortcut: '⏎',
          disabled: one < 0,
          onClick: () => actions.openRow(one, true),
        })}
      </span>
    </div>
  `;
}

function subject({ model, decisions }: Store, positions: Int32Array): TemplateResult {
  const { result } = model.rows;
  if (positions.length === 0) return html`<span class="quiet">No row</span>`;
  if (positions.length > 1) return html`<b>${formatRows(positions.length)}</b> selected`;
  const [position] = positions;
  const decision = decisions.get(position);
  const line = html`Line ${formatCount(result.training.line[position])}`;
  if (decision) {
    const { icon: mark, text } = DECISION_MARKS[decision.decision];
    return html`${line}: ${icon(mark)}
      <b>${text}</b>${decision.to === undefined ? '' : `: ${givenLabel(result, position)} → ${decision.to}`}`;
  }
  return html`${line}: <b>${givenLabel(result, position)}</b> → <b>${suggestedLabel(result, position)}</b>
    <span class="quiet numbers">${formatProbability(result.suggestedProbability[position], 0)}</span>`;
}
