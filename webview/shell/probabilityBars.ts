/** Probabilities of classes as bars. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount, formatProbability } from '../format/numbers';

/** Classes with a bar while the list is short. */
const BARS = 4;

export interface ClassProbability {
  name: string;
  probability: number;
}

interface Options {
  /** What the probabilities are. */
  title: string;
  /** Shows all classes, not just the first and the named ones. */
  all: boolean;
  toggleAll(): void;
  /** Why a class matters; one that has such a tag always has a bar. */
  tag(name: string): string;
}

/** The most probable class first. */
export function probabilityBars(
  classes: readonly ClassProbability[],
  { title, all, toggleAll, tag }: Options,
): TemplateResult {
  const sorted = [...classes].sort((a, b) => b.probability - a.probability);
  const shown = all ? sorted : sorted.filter(({ name }, i) => i < BARS || tag(name) !== '');
  const hidden = sorted.length - shown.length;
  return html`<ul class="bars" aria-label=${title}>
    ${shown.map(
      ({ name, probability }) =>
        html`<li>
          <span class="name" title=${name}>${name}</span>
          <span class="track" aria-hidden="true"
            ><span class="fill" .style=${`width: ${probability * 100}%`}></span
          ></span>
          <span class="value numbers">${formatProbability(probability)}</span>
          <span class="tags">${tag(name)}</span>
        </li>`,
    )}
    ${
      hidden > 0 || (all && sorted.length > BARS)
        ? html`<li>
            <button class="link" @click=${toggleAll}>
              ${hidden > 0 ? `${formatCount(hidden)} more ${hidden === 1 ? 'class' : 'classes'}` : 'Show fewer'}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}
