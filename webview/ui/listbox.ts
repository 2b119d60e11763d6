/** A list to choose one of: arrow keys, Home and End, letters go to the next name that starts so, Enter takes it, Escape leaves. */

export interface ListboxOption {
  name: string;
  /** After the name, quiet. */
  note?: string;
}

export interface Listbox {
  dispose(): void;
}

/** Fills the element and takes the keyboard. */
export function createListbox(
  element: HTMLElement,
  label: string,
  options: readonly ListboxOption[],
  choose: (name: string) => void,
  leave: () => void,
): Listbox {
  const idOf = (index: number) => `${element.id}-${index}`;
  let active = 0;

  element.setAttribute('role', 'listbox');
  element.setAttribute('aria-label', label);
  element.tabIndex = 0;
  const items = options.map(({ name, note }, index) => {
    const item = document.createElement('div');
    item.id = idOf(index);
    item.className = 'option';
    item.setAttribute('role', 'option');
    const text = document.createElement('span');
    text.textContent = name;
    item.append(text);
    if (note !== undefined) {
      const aside = document.createElement('span');
      aside.className = 'quiet numbers';
      aside.textContent = note;
      item.append(aside);
    }
    item.addEventListener('click', () => choose(name));
    return item;
  });
  element.replaceChildren(...items);

  const activate = (index: number) => {
    active = Math.min(items.length - 1, Math.max(0, index));
    element.setAttribute('aria-activedescendant', idOf(active));
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    items[active]?.scrollIntoView({ block: 'nearest' });
  };

  const startingWith = (letter: string): number => {
    for (let step = 1; step <= options.length; step++) {
      const index = (active + step) % options.length;
      if (options[index].name.toLowerCase().startsWith(letter)) return index;
    }
    return active;
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'ArrowDown') activate(active + 1);
    else if (key === 'ArrowUp') activate(active - 1);
    else if (key === 'Home') activate(0);
    else if (key === 'End') activate(items.length - 1);
    else if (key === 'Enter' || key === ' ') choose(options[active].name);
    else if (key === 'Escape') leave();
    else if (key.length === 1) activate(startingWith(key.toLowerCase()));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = () => leave();

  element.addEventListener('keydown', onKey);
  element.addEventListener('blur', onBlur);
  // A click must reach its option before the loss of the keyboard closes the list.
  const onPress = (event: MouseEvent) => event.preventDefault();
  element.addEventListener('mousedown', onPress);
  activate(0);
  element.focus();
  return {
    dispose() {
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('blur', onBlur);
      element.removeEventListener('mousedown', onPress);
      element.replaceChildren();
    },
  };
}
