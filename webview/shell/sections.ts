/** Sections under their titles in one line, at most one of them open. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../ui/icon';

export interface Section<N extends string> {
  name: N;
  title: TemplateResult;
  content(): TemplateResult;
}

export function sections<N extends string>(
  all: readonly Section<N>[],
  open: N | undefined,
  toggle: (name: N) => void,
  /** What stands at the end of the line. */
  more?: TemplateResult,
): TemplateResult {
  return html`
    <div class="sections">
      ${all.map(
        ({ name, title }) =>
          html`<button
            class="section"
            aria-expanded=${String(open === name)}
            aria-controls="evidence"
            @click=${() => toggle(name)}
          >
            ${title}${icon(open === name ? 'chevron-up' : 'chevron-down')}
          </button>`,
      )}
      ${more === undefined ? nothing : html`<span class="more-actions">${more}</span>`}
    </div>
    <div id="evidence" ?hidden=${open === undefined}>
      ${all.find(({ name }) => name === open)?.content() ?? nothing}
    </div>
  `;
}
