/** Sections under their titles in one line, at most one of them open. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../ui/icon';

interface Section<N extends string> {
  name: N;
  title: TemplateResult;
  content(): TemplateResult;
}

export function sections<N extends string>(
  all: readonly Section<N>[],
  open: N | undefined,
  toggle: (name: N) => void,
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
    </div>
    <div id="evidence" ?hidden=${open === undefined}>
      ${all.find(({ name }) => name === open)?.content() ?? nothing}
    </div>
  `;
}
