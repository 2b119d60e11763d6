import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from './icon';

interface TextField {
  label: string;
  placeholder: string;
  value: string;
  icon: string;
  onInput(value: string): void;
}

export function textField({ label, placeholder, value, icon: name, onInput }: TextField): TemplateResult {
  return html`<vscode-text-field
    aria-label=${label}
    placeholder=${placeholder}
    .value=${live(value)}
    @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
    ><span slot="start">${icon(name)}</span></vscode-text-field
  >`;
}
