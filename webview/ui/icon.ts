/** Codicons. An icon says nothing on its own: the text beside it, or the label of its button, does. */
import { html, type TemplateResult } from 'lit-html';

export function icon(name: string, className = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${className}" aria-hidden="true"></span>`;
}
