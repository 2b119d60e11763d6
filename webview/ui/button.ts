import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from './icon';

interface Button {
  label: string;
  /** Name of a codicon, before the label. */
  icon?: string;
  /** Longer than the label, shown as a tooltip. */
  hint?: string;
  /** The single key that does the same. */
  shortcut?: string;
  primary?: boolean;
  disabled?: boolean;
  onClick(): void;
}

export function button({
  label,
  icon: name,
  hint,
  shortcut,
  primary,
  disabled,
  onClick,
}: Button): TemplateResult {
  return html`<vscode-button
    appearance=${primary ? 'primary' : 'secondary'}
    title=${hint ?? nothing}
    aria-keyshortcuts=${shortcut ?? nothing}
    ?disabled=${disabled ?? false}
    @click=${onClick}
    >${name === undefined ? nothing : html`<span slot="start">${icon(name)}</span>`}${label}${
      shortcut === undefined ? nothing : html`<kbd slot="end" aria-hidden="true">${shortcut}</kbd>`
    }</vscode-button
  >`;
}

/** A button that shows only its icon; the label is its name and its tooltip. */
export function iconButton({
  label,
  icon: name,
  pressed,
  disabled,
  onClick,
}: {
  label: string;
  icon: string;
  /** For a button that stays in. */
  pressed?: boolean;
  disabled?: boolean;
  onClick(): void;
}): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    class=${pressed ? 'pressed' : ''}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    title=${label}
    ?disabled=${disabled ?? false}
    @click=${onClick}
    >${icon(name)}</vscode-button
  >`;
}
