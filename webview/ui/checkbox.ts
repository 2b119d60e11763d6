import { html, type TemplateResult } from 'lit-html';

interface Checkbox {
  label: string;
  hint: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

export function checkbox({ label, hint, checked, onChange }: Checkbox): TemplateResult {
  return html`<vscode-checkbox
    title=${hint}
    ?checked=${checked}
    .checked=${checked}
    @change=${(event: Event) => {
      const now = (event.target as HTMLInputElement).checked;
      if (now !== checked) onChange(now);
    }}
    >${label}</vscode-checkbox
  >`;
}
