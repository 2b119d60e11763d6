/** The choice of an order where there is no room for the list's header. */
import type { TemplateResult } from 'lit-html';
import type { Sort } from '../data/ordering';
import { dropdown } from '../ui/dropdown';

/** Values are a column and a direction: `rank:up`, `loss:down`. */
export function sortDropdown(
  options: readonly { value: string; label: string }[],
  { column, descending }: Sort,
  sort: (sort: Sort) => void,
): TemplateResult {
  return dropdown({
    label: 'Sort by',
    value: `${column}:${descending ? 'down' : 'up'}`,
    options,
    onChange(value) {
      const [chosen, direction] = value.split(':');
      sort({ column: chosen!, descending: direction === 'down' });
    },
  });
}
