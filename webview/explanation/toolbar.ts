/** Filters, the count of rows that pass, and what is done with the rows. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { isFiltering } from '../data/filtering';
import { whereText } from '../format/groups';
import { sortDropdown } from '../rows/sortDropdown';
import { classFilter, filtersButton, findInRows, rowCount, rowTools } from '../rows/toolbar';
import { checkbox } from '../ui/checkbox';
import { dropdown } from '../ui/dropdown';
import { icon } from '../ui/icon';
import type { Actions } from './actions';
import { NO_FILTER, type RowFilter } from './filter';
import type { Store } from './store';

/** Sorts offered where there is no room for the header. */
const SORTS: { value: string; label: string }[] = [
  { value: 'loss:down', label: 'Most helpful' },
  { value: 'loss:up', label: 'Most harmful' },
  { value: 'self:down', label: 'Largest self-influence' },
  { value: 'label:up', label: 'Label' },
  { value: 'predicted:up', label: 'Predicted' },
  { value: 'line:up', label: 'Order of the file' },
];

export function toolbarView(store: Store, actions: Actions): TemplateResult {
  const { filter, sort } = store.ui;
  const { rows } = store.model;
  const { explained } = rows.result.target;
  const classChoice = (key: 'label' | 'predicted', name: string) =>
    classFilter(name, rows.result.training.classes, filter[key], (index) => actions.filter({ [key]: index }));
  const hidden = { ...filter, text: '' };
  const byRank = { value: 'rank:up', label: rows.result.ranking ? 'Ranking' : 'Strongest effect' };
  return html`
    <div class="filters ${store.ui.filters ? 'all' : ''}">
      ${findInRows(filter.text, (text) => actions.filter({ text }))}
      ${filtersButton(store.ui.filters, isFiltering(hidden, NO_FILTER), actions.toggleFilters)}
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
      ${classChoice('label', 'Label')} ${classChoice('predicted', 'Predicted')}
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
      ${groupChip(store, actions)}
      <span class="sort-choice"> ${sortDropdown([byRank, ...SORTS], sort, actions.sort)} </span>
      ${rowCount(store)}
      ${
        isFiltering(filter, NO_FILTER)
          ? html`<button class="link" aria-label="Clear filters" @click=${() => actions.filter(NO_FILTER)}>
              Clear<span class="word"> filters</span>
            </button>`
          : nothing
      }
      <span class="tools"> ${rowTools(store, actions)} </span>
    </div>
  `;
}

/** The group whose rows alone are listed, with the way back to all. */
function groupChip({ state }: Store, { leaveGroup }: Actions): TemplateResult | typeof nothing {
  const { within } = state.request;
  if (!within) return nothing;
  const text = whereText(within);
  return html`<button
    class="chip"
    title="List all rows again"
    aria-label=${`Only ${text}; list all rows again`}
    @click=${leaveGroup}
  >
    ${icon('filter-filled')}<span>${text}</span>${icon('close')}
  </button>`;
}
