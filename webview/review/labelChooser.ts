/** The list of labels to choose from, opened by key or button. */
import { formatProbability } from '../format/numbers';
import { createListbox, type Listbox, type ListboxOption } from '../ui/listbox';
import type { Actions } from './actions';
import { givenLabel } from './rows';
import type { Store } from './store';

export interface LabelChooser {
  /** Opens or closes as the store says. `element` is where the list stands. */
  show(element: HTMLElement): void;
}

export function createLabelChooser(store: Store, actions: () => Actions): LabelChooser {
  let listbox: Listbox | undefined;
  const close = () => {
    listbox?.dispose();
    listbox = undefined;
  };
  return {
    show(element) {
      if (!store.choosing) return close();
      if (listbox) return;
      listbox = createListbox(
        element,
        'Label',
        optionsOf(store, actions().subjects()),
        (label) => actions().decide('fix', label),
        () => {
          if (store.choosing) actions().chooseLabel(false);
        },
      );
    },
  };
}

/** The likeliest first; of one row without the label that it has. */
function optionsOf({ model }: Store, positions: Int32Array): ListboxOption[] {
  const { result } = model.rows;
  const { classes } = result.training;
  const only = positions.length === 1 ? positions[0] : undefined;
  const probabilities = only === undefined ? undefined : model.evidence.get(String(only))?.probabilities;
  const given = only === undefined ? undefined : givenLabel(result, only);
  const order = classes.map((_, c) => c);
  if (probabilities) order.sort((a, b) => probabilities[b] - probabilities[a]);
  return order
    .filter((c) => classes[c] !== given)
    .map((c) => ({ name: classes[c], note: probabilities && formatProbability(probabilities[c]) }));
}
