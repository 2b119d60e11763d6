/** Filters, the count of rows that pass, and what is done with the rows. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { isFiltering } from '../data/filtering';
import { formatCount, formatRows } from '../format/numbers';
import { sortDropdown } from '../rows/sortDropdown';
import { iconButton } from '../ui/button';
import { checkbox } from '../ui/checkbox';
import { dropdown } from '../ui/dropdown';
import { textField } from '../ui/textField';
import type { Actions } from './actions';
import { NO_FILTER, type RowFilter } from './filter';
import type { Store } from './store';

/** Sorts offered where there is no room for the header. */
const SORTS: { value: string; label: string }[] = [
  { value: 'rank:up', label: 'Strongest effect' },
  { value: 'loss:down', label: 'Most helpful' },
  { value: 'loss:up', label: 'Most harmful' },
  { value: 'self:down', label: 'Largest self-influence' },
  { value: 'label:up', label: 'Label' },
  { value: 'predicted:up', label: 'Predicted' },
  { value: 'line:up', label: 'Order of the file' },
];

export function toolbarView(store: Store, actions: Actions): TemplateResult {
  const { filter, sort } = store.ui;
  const { list, rows } = store.model;
  const { classes } = rows.result.training;
  const { explained } = rows.result.target;
  const shown = list.shown.length;
  const selected = store.selection.selected.size;
  const detail = actions.detailOpen();
  const classFilter = (key: 'label' | 'predicted', name: string) =>
    dropdown({
      label: name,
      value: String(filter[key]),
      options: [
        { value: '-1', label: `${name}: any` },
        ...classes.map((label, i) => ({ value: String(i), label: `${name}: ${label}` })),
      ],
      onChange: (value) => actions.filter({ [key]: Number(value) }),
    });
  const hidden = { ...filter, text: '' };
  return html`
    <div class="filters ${store.ui.filters ? 'all' : ''}">
      ${textField({
        label: 'Find rows that contain this text',
        placeholder: 'Find in rows',
        icon: 'search',
        value: filter.text,
        onInput: (text) => actions.filter({ text }),
      })}
      <span class="more">
        ${iconButton({
          label: isFiltering(hidden, NO_FILTER) ? 'Filters (some are set)' : 'Filters',
          icon: isFiltering(hidden, NO_FILTER) ? 'filter-filled' : 'filter',
          pressed: store.ui.filters,
          onClick: actions.toggleFilters,
        })}
      </span>
      ${dropdown({
        label: 'Effect',
        value: filter.effect,
        options: [
          { value: 'all', label: 'Helpful and harmful' },
          { value: 'helpful', label: `▲ Helpful for ${explained}` },
          { value: 'harmful', label: `▼ Harmful for ${explained}` },
        ],
        onChange: (effect) => actions.filter({ effect: effect as RowFilter['effect'] }),
      })}
      ${classFilter('label', 'Label')} ${classFilter('predicted', 'Predicted')}
      ${checkbox({
        label: 'Label ≠ predicted',
        hint: 'Only rows whose label is not what the model predicts for them.',
        checked: filter.disagreeing,
        onChange: (disagreeing) => actions.filter({ disagreeing }),
      })}
      ${checkbox({
        label: 'Flagged',
        hint: 'Only rows flagged as suspected mislabels.',
        checked: filter.flagged,
        onChange: (flagged) => actions.filter({ flagged }),
      })}
    </div>
    <div class="counts">
      <span class="sort-choice"> ${sortDropdown(SORTS, sort, actions.sort)} </span>
      <span class="numbers" id="count">${countText(store)}</span>
      ${list.searchError === undefined ? nothing : html`<span class="fail">${list.searchError}</span>`}
      ${
        isFiltering(filter, NO_FILTER)
          ? html`<button class="link" aria-label="Clear filters" @click=${() => actions.filter(NO_FILTER)}>
              Clear<span class="word"> filters</span>
            </button>`
          : nothing
      }
      <span class="tools">
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
      </span>
    </div>
  `;
}

function countText({ model, selection }: Store): string {
  const { list, rows } = model;
  if (list.searching) return 'Searching…';
  const shown = list.shown.length;
  const count =
    shown === rows.count ? formatRows(shown) : `${formatCount(shown)} of ${formatRows(rows.count)}`;
  const selected = selection.selected.size;
  return selected > 1 ? `${count}, ${formatCount(selected)} selected` : count;
}
