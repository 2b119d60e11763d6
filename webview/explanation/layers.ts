/** The layers of a network and what of them is differentiated. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { until } from 'lit-html/directives/until.js';
import {
  partsOfLayers,
  SUPPORT_WORDS,
  weightsOf,
  type LayerReport,
  type LayerSupport,
} from '../../extension/contract/layers';
import { formatCount } from '../format/numbers';
import { icon } from '../ui/icon';

const MARKS: Record<LayerSupport, TemplateResult> = {
  exact: icon('pass', 'pass'),
  frozen: icon('lock'),
  unused: icon('circle-slash'),
  unsupported: icon('error', 'fail'),
};

export function layersView(layers: Promise<LayerReport[]>): TemplateResult {
  const shown = layers.then(table, (thrown: unknown) =>
    thrown instanceof Error ? thrown.message : String(thrown),
  );
  return html`${until(shown, html`<p class="quiet">Reading the layers…</p>`)}`;
}

function table(all: readonly LayerReport[]): TemplateResult {
  return html`<p class="quiet">${counts(all)}; ${formatCount(weightsOf(all))} weights.</p>
    <table class="layers">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">For influence</th>
          <th scope="col" class="type">Type</th>
          <th scope="col" class="numbers">Output</th>
          <th scope="col" class="numbers">Weights</th>
        </tr>
      </thead>
      ${partsOfLayers(all).map(({ layers, long }) => {
        const rows = html`<tbody ?hidden=${long}>
          ${layers.map(row)}
        </tbody>`;
        return long ? [summary(layers), rows] : rows;
      })}
    </table>`;
}

function row({ name, type, shape, parameters, support, note }: LayerReport): TemplateResult {
  return html`<tr>
    <th scope="row" title=${name}>${name}</th>
    <td>
      ${MARKS[support]} ${SUPPORT_WORDS[support]}
      ${note === undefined ? nothing : html`<span class="quiet">${note}</span>`}
    </td>
    <td class="type">${type}</td>
    <td class="numbers">${shape?.map((side) => side ?? 'any').join(' × ') ?? nothing}</td>
    <td class="numbers">${parameters === null ? nothing : formatCount(parameters)}</td>
  </tr>`;
}

/** Stands for many frozen layers until they are asked for. */
function summary(layers: readonly LayerReport[]): TemplateResult {
  return html`<tbody>
    <tr>
      <th scope="row">
        <button class="link" @click=${showNext}>${formatCount(layers.length)} layers</button>
      </th>
      <td>${MARKS.frozen} ${SUPPORT_WORDS.frozen}</td>
      <td class="type"></td>
      <td class="numbers"></td>
      <td class="numbers">${formatCount(weightsOf(layers))}</td>
    </tr>
  </tbody>`;
}

function showNext({ currentTarget }: Event): void {
  const part = (currentTarget as HTMLElement).closest('tbody')!;
  part.hidden = true;
  (part.nextElementSibling as HTMLElement).hidden = false;
}

function counts(layers: readonly LayerReport[]): string {
  return (Object.keys(SUPPORT_WORDS) as LayerSupport[])
    .map((support) => ({ support, count: layers.filter((layer) => layer.support === support).length }))
    .filter(({ count }) => count > 0)
    .map(({ support, count }) => `${formatCount(count)} ${SUPPORT_WORDS[support]}`)
    .join(', ');
}
