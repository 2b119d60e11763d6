/** Filters, the count of rows that pass, and what is done with the rows. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { isFiltering } from '../data/filtering';
import { sortDropdown } from '../rows/sortDropdown';
import { classFilter, filtersButton, findInRows, rowCount, rowTools } from '../rows/toolbar';
import { checkbox } from '../ui/checkbox';
import { dropdown } from '../ui/dropdown';
import type { Actions } from './actions';
import { NO_FILTER, type ReviewFilter } from './filter';
import type { Store } from './store';

/** Sorts offered where there is no room for the header. */
const SORTS: { value: string; label: string }[] = [
  { value: 'rank:up', label: 'Most suspect' },
  { value: 'probability:down', label: 'Surest suggestion' },
  { value: 'label:up', label: 'Label' },
  { value: 'suggested:up', label: 'Suggested' },
  { value: 'line:up', label: 'Order of the file' },
];

const SHOWN: Record<ReviewFilter['shown'], string> = {
  queue: 'To review',
  open: 'Undecided only',
  fixed: 'Fixed',
  kept: 'Kept',
  skipped: 'Skipped',
  all: 'All rows',
};

export function toolbarView(store: Store, actions: Actions): TemplateResult {
  const { filter, sort } = store.ui;
  const { rows } = store.model;
  const classChoice = (key: 'label' | 'suggested', name: string) =>
    classFilter(name, rows.result.training.classes, filter[key], (index) => actions.filter({ [key]: index }));
  const hidden = { ...filter, text: '' };
  return html`
    <div class="filters ${store.ui.filters ? 'all' : ''}">
      ${findInRows(filter.text, (text) => actions.filter({ text }))}
      ${filtersButton(store.ui.filters, isFiltering(hidden, NO_FILTER), actions.toggleFilters)}
      ${dropdown({
        label: 'Rows shown by decision',
        value: filter.shown,
        options: Object.entries(SHOWN).map(([value, label]) => ({ value, label })),
        onChange: (value) => actions.filter({ shown: value as ReviewFilter['shown'] }),
      })}
      ${classChoice('label', 'Label')} ${classChoice('suggested', 'Suggested')}
      ${checkbox({
        label: 'Flagged',
        hint: 'Only rows flagged as suspected mislabels.',
        checked: filter.flagged,
        onChange: (flagged) => actions.filter({ flagged }),
      })}
    </div>
    <div class="counts">
      <span class="sort-choice">${sortDropdown(SORTS, sort, actions.sort)}</span>
      ${rowCount(store)}
      ${
        isFiltering(filter, NO_FILTER)
          ? html`<button class="link" @click=${() => actions.filter(NO_FILTER)}>Clear filters</button>`
          : nothing
      }
      <span class="spring"></span>
      ${rowTools(store, actions)}
    </div>
  `;
}
