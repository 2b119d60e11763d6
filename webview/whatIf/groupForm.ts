/** Which rows are meant, and what is done with them. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { GroupAction, GroupChoice } from '../../extension/contract/groups';
import { formatCount, formatRows } from '../format/numbers';
import { button } from '../ui/button';
import { combobox } from '../ui/combobox';
import { dropdown } from '../ui/dropdown';
import { textField } from '../ui/textField';
import type { Page } from '../views/page';
import { draftFor, draftOf, groupOf, isGroupable } from './draft';
import type { Draft, WhatIfUi } from './ui';

const REMOVE = 'remove';
const RELABEL = 'relabel:';

export function groupForm(page: Page<'whatIf', WhatIfUi>): TemplateResult {
  const { state, result, ui, context, keep } = page;
  const { request } = state;
  const { columns, explained, head } = result;
  const given = draftOf(request.group);
  const draft = ui.draft?.of === given.of ? ui.draft : given;
  const ask = (change: { group?: GroupChoice; action?: GroupAction }) =>
    context.post({ type: 'ask', request: { ...request, verify: false, ...change }, replace: false });
  const group = groupOf(draft, columns);
  const apply = (of: Draft = draft) => {
    const described = groupOf(of, columns);
    if (described && JSON.stringify(described) !== given.of) ask({ group: described });
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
    ${draft.column === '' ? nothing : fields(page, draft, edit, apply)}
    ${
      draft.column === ''
        ? nothing
        : button({
            label: 'Forecast',
            icon: 'play',
            disabled: !changed,
            hint: 'What this change would do (Enter)',
            onClick: () => apply(),
          })
    }
  </div>`;
}

function fields(
  { result, ui, keep }: Page<'whatIf', WhatIfUi>,
  draft: Draft,
  edit: (change: Partial<Draft>) => void,
  apply: (draft: Draft) => void,
): TemplateResult {
  const known = result.values.find(({ column }) => column === draft.column);
  if (known && 'values' in known) {
    const left = known.more > 0 ? ` and ${formatCount(known.more)} rarer` : '';
    return html`<span class="equals"
        ><span class="quiet">=</span> ${combobox({
          id: 'group-values',
          label: 'Value',
          value: draft.value,
          suggestions: known.values.map(({ value, rows }) => ({ value, note: formatRows(rows) })),
          active: ui.listed,
          onInput: (value) => keep({ draft: { ...draft, value }, listed: -1 }),
          onTake(value) {
            keep({ draft: { ...draft, value }, listed: undefined });
            apply({ ...draft, value });
          },
          onList: (listed) => keep({ listed }),
        })}</span
      >
      <span class="quiet numbers"
        >${formatCount(known.values.length)} ${known.values.length === 1 ? 'value' : 'values'}${left}</span
      >`;
  }
  const field = (key: 'from' | 'to', label: string, end: string) =>
    textField({ label, placeholder: end, value: draft[key], onInput: (text) => edit({ [key]: text }) });
  const [least, most] = known ? [String(known.least), String(known.most)] : ['', ''];
  return html`${field('from', 'From', least)}<span class="quiet">to</span>${field('to', 'To', most)}
    <span class="quiet numbers">${known ? `from ${least} to ${most} in the data` : nothing}</span>`;
}

function actionOf(value: string): GroupAction {
  return value.startsWith(RELABEL) ? { do: 'relabel', label: value.slice(RELABEL.length) } : { do: 'remove' };
}
