/** Which rows are meant, and what is done with them. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { GroupAction, GroupChoice } from '../../extension/contract/groups';
import { formatCount, formatRows } from '../format/numbers';
import { button, iconButton } from '../ui/button';
import { dropdown } from '../ui/dropdown';
import { conditionView } from './condition';
import { conditionFor, draftOf, groupOf, isGroupable } from './draft';
import type { WhatIfPage } from './page';
import type { ConditionDraft } from './ui';

const REMOVE = 'remove';
const RELABEL = 'relabel:';

export function groupForm(page: WhatIfPage): TemplateResult {
  const { state, result, ui, context, keep } = page;
  const { request } = state;
  const { columns, explained, head } = result;
  const given = draftOf(request.group);
  const draft = ui.draft?.of === given.of ? ui.draft : given;
  const { conditions } = draft;
  const ask = (change: { group?: GroupChoice; action?: GroupAction }) =>
    context.post({ type: 'ask', request: { ...request, verify: false, ...change }, replace: false });
  const group = groupOf(draft, columns);
  const rows = group && matching(page, group, given.of);
  const changed = group !== undefined && JSON.stringify(group) !== given.of && rows !== 0;
  const set = (next: ConditionDraft[]) => {
    keep({ draft: next.length === 0 ? given : { of: given.of, conditions: next }, listed: undefined });
    const described = groupOf({ of: given.of, conditions: next }, columns);
    if (described) page.live.want(JSON.stringify(described.where));
    return described;
  };
  const change = (at: number, to: ConditionDraft) =>
    set(at < conditions.length ? conditions.with(at, to) : [...conditions, to]);
  const ownOf = (name: string): ConditionDraft => {
    const at = columns.findIndex((each) => each.name === name);
    return conditionFor(columns[at], explained.cells[at] ?? '');
  };
  const groupable = columns.filter(({ kind }) => isGroupable(kind)).map(({ name }) => name);
  const left = groupable.filter((name) => conditions.every(({ column }) => column !== name));
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
        ask({ group });
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
    ${Array.from({ length: Math.max(1, conditions.length) }, (_, at) => {
      const condition = conditions.at(at);
      const others = conditions.filter((each) => each !== condition).map(({ column }) => column);
      return html`<div class="condition">
        ${dropdown({
          label: at === 0 ? 'Column by which the rows are chosen' : `Column of condition ${at + 1}`,
          value: condition?.column ?? '',
          options: [
            ...(at === 0 && 'rows' in request.group
              ? [{ value: '', label: `the ${formatRows(request.group.rows.length)} chosen` }]
              : []),
            ...groupable
              .filter((name) => !others.includes(name))
              .map((name) => ({ value: name, label: at === 0 ? `rows by ${name}` : `and by ${name}` })),
          ],
          onChange: (name) => (name === '' ? set([]) : change(at, ownOf(name))),
        })}
        ${
          condition
            ? conditionView(page, at, condition, {
                edit: (to, listed) => {
                  change(at, to);
                  keep({ listed });
                },
                take(to) {
                  const taken = change(at, to);
                  if (taken && JSON.stringify(taken) !== given.of) ask({ group: taken });
                },
              })
            : nothing
        }
        ${
          conditions.length > 1
            ? iconButton({
                label: `Leave out the condition on ${condition?.column}`,
                icon: 'close',
                onClick: () => set(conditions.filter((each) => each !== condition)),
              })
            : nothing
        }
      </div>`;
    })}
    ${
      conditions.length === 0
        ? nothing
        : html`<div class="condition">
            ${
              left.length > 0
                ? button({
                    label: 'And',
                    icon: 'add',
                    disabled: group === undefined,
                    hint: 'Only rows that meet one more condition',
                    onClick: () => change(conditions.length, ownOf(left[0]!)),
                  })
                : nothing
            }
            <span class="matching numbers" role="status"
              >${matchingText(group !== undefined, rows, head.dataset.rows)}</span
            >
            ${button({
              label: 'Forecast',
              icon: 'play',
              disabled: !changed,
              hint: 'What this change would do (Enter)',
              onClick: () => group && ask({ group }),
            })}
          </div>`
    }
  </div>`;
}

/** Rows of the group: known of the one that is shown; asked for of another, a moment after it was written. */
function matching(
  { live, result }: WhatIfPage,
  group: Extract<GroupChoice, { where: unknown }>,
  given: string,
): number | undefined {
  if (JSON.stringify(group) === given) return result.whatIf.group.rows;
  const key = JSON.stringify(group.where);
  // After a failure only another change asks again.
  if (live.failure === undefined) live.want(key);
  return live.get(key);
}

function matchingText(whole: boolean, rows: number | undefined, all: number): string {
  if (!whole) return '';
  if (rows === undefined) return '…';
  return rows === 0
    ? 'No row matches'
    : `${formatCount(rows)} of ${formatRows(all)} ${rows === 1 ? 'matches' : 'match'}`;
}

function actionOf(value: string): GroupAction {
  return value.startsWith(RELABEL) ? { do: 'relabel', label: value.slice(RELABEL.length) } : { do: 'remove' };
}
