import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { ref } from 'lit-html/directives/ref.js';
import { icon } from './icon';

interface TextField {
  label: string;
  placeholder: string;
  value: string;
  /** Before the text. */
  icon?: string;
  onInput(value: string): void;
}

export function textField({ label, placeholder, value, icon: name, onInput }: TextField): TemplateResult {
  return html`<vscode-text-field
    ${ref((element) => nameOnceConnected(element, label))}
    placeholder=${placeholder}
    .value=${live(value)}
    @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
    >${name === undefined ? nothing : html`<span slot="start">${icon(name)}</span>`}</vscode-text-field
  >`;
}

/** The control gives itself the name "Text field" when it is connected; its own comes after that. */
function nameOnceConnected(element: Element | undefined, label: string): void {
  queueMicrotask(() => element?.setAttribute('aria-label', label));
}
