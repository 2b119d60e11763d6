/** One condition of a group: a value to choose, or two ends of a range. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount, formatRows } from '../format/numbers';
import { combobox } from '../ui/combobox';
import { textField } from '../ui/textField';
import type { WhatIfPage } from './page';
import type { ConditionDraft, WhatIfUi } from './ui';

interface Changes {
  /** `listed`: what becomes of the list of values. */
  edit(to: ConditionDraft, listed?: WhatIfUi['listed']): void;
  /** A value was chosen: the group is whole. */
  take(to: ConditionDraft): void;
}

export function conditionView(
  { result, ui, keep }: WhatIfPage,
  at: number,
  condition: ConditionDraft,
  { edit, take }: Changes,
): TemplateResult {
  const known = result.values.find(({ column }) => column === condition.column);
  const named = (label: string): string => (at === 0 ? label : `${label} of condition ${at + 1}`);
  if (known && 'values' in known) {
    const left = known.more > 0 ? ` and ${formatCount(known.more)} rarer` : '';
    const listed = (value: number | undefined) =>
      value === undefined ? undefined : { condition: at, value };
    return html`<span class="quiet">=</span> ${combobox({
        id: `group-values-${at}`,
        label: named('Value'),
        value: condition.value,
        suggestions: known.values.map(({ value, rows }) => ({ value, note: formatRows(rows) })),
        active: ui.listed?.condition === at ? ui.listed.value : undefined,
        onInput: (value) => edit({ ...condition, value }, listed(-1)),
        onTake: (value) => take({ ...condition, value }),
        onList: (value) => keep({ listed: listed(value) }),
      })}
      <span class="quiet numbers"
        >${formatCount(known.values.length)} ${known.values.length === 1 ? 'value' : 'values'}${left}</span
      >`;
  }
  const field = (key: 'from' | 'to', label: string, end: string) =>
    textField({
      label: named(label),
      placeholder: end,
      value: condition[key],
      onInput: (text) => edit({ ...condition, [key]: text }),
    });
  const [least, most] = known ? [String(known.least), String(known.most)] : ['', ''];
  return html`${field('from', 'From', least)}<span class="quiet">to</span>${field('to', 'To', most)}
    <span class="quiet numbers">${known ? `from ${least} to ${most} in the data` : nothing}</span>`;
}
