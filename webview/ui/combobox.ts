/** A text field that lists what could be written: typing filters, the arrow keys choose, Enter takes, Escape closes the list. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { passing, type Suggestion } from '../data/suggestions';

export interface Combobox {
  /** Of the page's; names the parts. */
  id: string;
  label: string;
  value: string;
  suggestions: readonly Suggestion[];
  /** The suggestion that is chosen, among those that pass; −1: the list is open and none is; undefined: it is closed. */
  active: number | undefined;
  onInput(value: string): void;
  /** A suggestion was taken, or Enter pressed with none chosen. */
  onTake(value: string): void;
  onList(active: number | undefined): void;
}

export function combobox(box: Combobox): TemplateResult {
  const { id, label, value, active, onInput, onList } = box;
  const shown = active === undefined ? [] : passing(box.suggestions, value);
  const open = shown.length > 0;
  return html`<span class="combobox">
    <input
      type="text"
      role="combobox"
      spellcheck="false"
      autocomplete="off"
      aria-label=${label}
      aria-autocomplete="list"
      aria-expanded=${String(open)}
      aria-controls=${open ? id : nothing}
      aria-activedescendant=${open && active! >= 0 ? `${id}-${active!}` : nothing}
      placeholder=${label}
      .value=${live(value)}
      @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
      @click=${() => onList(-1)}
      @blur=${() => onList(undefined)}
      @keydown=${(event: KeyboardEvent) => onKey(event, box, shown)}
    />
    ${
      open
        ? html`<div class="suggestions" id=${id} role="listbox" aria-label="${label}: what there is">
            ${shown.map((suggestion, i) => option(suggestion, i, box))}
          </div>`
        : nothing
    }
  </span>`;
}

function option({ value, note }: Suggestion, at: number, { id, active, onTake }: Combobox): TemplateResult {
  // A press must not take the keyboard from the field, or the list closes before the click.
  return html`<div
    class="option"
    role="option"
    id="${id}-${at}"
    aria-selected=${String(at === active)}
    @mousedown=${(event: MouseEvent) => event.preventDefault()}
    @click=${() => onTake(value)}
  >
    <span>${value}</span><span class="quiet numbers">${note}</span>
  </div>`;
}

function onKey(
  event: KeyboardEvent,
  { id, value, active, onTake, onList }: Combobox,
  shown: readonly Suggestion[],
): void {
  const choose = (at: number) => {
    onList(at);
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  };
  switch (event.key) {
    case 'ArrowDown':
      choose(active === undefined ? -1 : Math.min(shown.length - 1, active + 1));
      break;
    case 'ArrowUp':
      choose(Math.max(-1, (active ?? 0) - 1));
      break;
    case 'Enter':
      onTake(shown[active ?? -1]?.value ?? value);
      break;
    case 'Escape':
      if (active === undefined) return;
      onList(undefined);
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}
