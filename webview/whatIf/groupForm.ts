/** Which rows are meant, and what is done with them. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { GroupAction, GroupChoice } from '../../extension/contract/groups';
import { formatRows } from '../format/numbers';
import { button } from '../ui/button';
import { dropdown } from '../ui/dropdown';
import { textField } from '../ui/textField';
import type { Page } from '../views/page';
import { draftFor, draftOf, groupOf, isGroupable } from './draft';
import type { Draft, WhatIfUi } from './ui';

const REMOVE = 'remove';
const RELABEL = 'relabel:';

export function groupForm({ state, result, ui, context, keep }: Page<'whatIf', WhatIfUi>): TemplateResult {
  const { request } = state;
  const { columns, explained, head } = result;
  const given = draftOf(request.group);
  const draft = ui.draft?.of === given.of ? ui.draft : given;
  const ask = (change: { group?: GroupChoice; action?: GroupAction }) =>
    context.post({ type: 'ask', request: { ...request, verify: false, ...change }, replace: false });
  const group = groupOf(draft, columns);
  const apply = () => {
    if (group) ask({ group });
  };
  const edit = (change: Partial<Draft>) => keep({ draft: { ...draft, ...change } });
  const chooseColumn = (name: string) => {
    const column = columns.findIndex((each) => each.name === name);
    if (column < 0) keep({ draft: given });
    else keep({ draft: draftFor(given.of, columns[column], explained.cells[column] ?? '') });
  };
  const changed = group !== undefined && JSON.stringify(group) !== given.of;
  return html`<div
    class="group-form"
    role="group"
    aria-label="The change"
    @keydown=${(event: KeyboardEvent) => {
      if (
        event.key === 'Enter' &&
        changed &&
        event.target instanceof HTMLElement &&
        event.target.matches('vscode-text-field')
      )
        apply();
    }}
  >
    ${dropdown({
      label: 'What is done with the rows',
      value: request.action.do === 'remove' ? REMOVE : RELABEL + request.action.label,
      options: [
        { value: REMOVE, label: 'Remove' },
        ...head.dataset.classes.map((name) => ({ value: RELABEL + name, label: `Relabel as ${name}` })),
      ],
      onChange: (value) => ask({ action: actionOf(value) }),
    })}
    ${dropdown({
      label: 'Column by which the rows are chosen',
      value: draft.column,
      options: [
        ...('rows' in request.group
          ? [{ value: '', label: `the ${formatRows(request.group.rows.length)} chosen` }]
          : []),
        ...columns
          .filter(({ kind }) => isGroupable(kind))
          .map(({ name }) => ({ value: name, label: `rows by ${name}` })),
      ],
      onChange: chooseColumn,
    })}
    ${draft.column === '' ? nothing : fields(draft, columns, edit)}
    ${
      draft.column === ''
        ? nothing
        : button({
            label: 'Forecast',
            icon: 'play',
            disabled: !changed,
            hint: 'What this change would do (Enter)',
            onClick: apply,
          })
    }
  </div>`;
}

function fields(
  draft: Draft,
  columns: Page<'whatIf', WhatIfUi>['result']['columns'],
  edit: (change: Partial<Draft>) => void,
): TemplateResult {
  const kind = columns.find(({ name }) => name === draft.column)?.kind;
  const field = (key: 'value' | 'from' | 'to', label: string) =>
    textField({
      label,
      placeholder: label,
      value: draft[key],
      onInput: (text) => edit({ [key]: text }),
    });
  return kind === 'numeric'
    ? html`${field('from', 'From')}<span class="quiet">to</span>${field('to', 'To')}`
    : html`<span class="quiet">=</span>${field('value', 'Value')}`;
}

function actionOf(value: string): GroupAction {
  return value.startsWith(RELABEL) ? { do: 'relabel', label: value.slice(RELABEL.length) } : { do: 'remove' };
}
