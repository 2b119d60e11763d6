/** What the toolbar over every list of training rows has; a view puts its own filters in between. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount, formatRows } from '../format/numbers';
import { iconButton } from '../ui/button';
import { dropdown } from '../ui/dropdown';
import { textField } from '../ui/textField';
import type { RowActions } from './actions';
import type { RowsStore } from './store';

export function findInRows(text: string, find: (text: string) => void): TemplateResult {
  return textField({
    label: 'Find rows that contain this text',
    placeholder: 'Find in rows',
    icon: 'search',
    value: text,
    onInput: find,
  });
}

/** Opens the filters where there is little room; `some`: a filter that is then hidden is set. */
export function filtersButton(open: boolean, some: boolean, toggle: () => void): TemplateResult {
  return html`<span class="more">
    ${iconButton({
      label: some ? 'Filters (some are set)' : 'Filters',
      icon: some ? 'filter-filled' : 'filter',
      pressed: open,
      onClick: toggle,
    })}
  </span>`;
}

/** The choice of a class by its index, −1 for any. */
export function classFilter(
  name: string,
  classes: readonly string[],
  chosen: number,
  choose: (index: number) => void,
): TemplateResult {
  return dropdown({
    label: name,
    value: String(chosen),
    options: [
      { value: '-1', label: `${name}: any` },
      ...classes.map((label, i) => ({ value: String(i), label: `${name}: ${label}` })),
    ],
    onChange: (value) => choose(Number(value)),
  });
}

/** How many rows pass and are selected, or why that is not known. */
export function rowCount({ model, selection }: RowsStore): TemplateResult {
  const { searchError } = model.list;
  return html`<span class="numbers" id="count">${countText(model, selection.selected.size)}</span>
    ${searchError === undefined ? nothing : html`<span class="fail">${searchError}</span>`}`;
}

function countText({ list, rows }: RowsStore['model'], selected: number): string {
  if (list.searching) return 'Searching…';
  const shown = list.shown.length;
  const count =
    shown === rows.count ? formatRows(shown) : `${formatCount(shown)} of ${formatRows(rows.count)}`;
  return selected > 1 ? `${count}, ${formatCount(selected)} selected` : count;
}

/** Copy, export, and the pane with the active row. */
export function rowTools({ model, selection }: RowsStore, actions: RowActions): TemplateResult {
  const shown = model.list.shown.length;
  const selected = selection.selected.size;
  const detail = actions.detailOpen();
  return html`
    ${iconButton({
      label: selected > 1 ? `Copy ${formatRows(selected)}` : `Copy all ${formatRows(shown)}`,
      icon: 'copy',
      disabled: shown === 0,
      onClick: actions.copyShown,
    })}
    ${iconButton({
      label: `Export ${formatRows(shown)} as CSV or JSON`,
      icon: 'export',
      disabled: shown === 0,
      onClick: actions.exportRows,
    })}
    ${iconButton({
      label: detail ? 'Hide the details of the row (D)' : 'Show the details of the row (D)',
      icon: 'layout-sidebar-right',
      pressed: detail,
      onClick: actions.toggleDetail,
    })}
  `;
}
