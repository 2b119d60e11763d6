import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';

interface Dropdown {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange(value: string): void;
}

export function dropdown({ label, value, options, onChange }: Dropdown): TemplateResult {
  return html`<vscode-dropdown
    aria-label=${label}
    title=${label}
    @change=${(event: Event) => onChange((event.target as HTMLInputElement).value)}
    >${repeat(
      options,
      // An option whose text changes is another one: the control keeps showing the old text.
      (option) => `${option.value} ${option.label}`,
      (option) =>
        html`<vscode-option value=${option.value} ?selected=${option.value === value}
          >${option.label}</vscode-option
        >`,
    )}</vscode-dropdown
  >`;
}
