/** The regions of the explanation view, from top to bottom. */
import { html } from 'lit-html';
import { renderRegions, rowRegions, rowsArea, type RowRegions } from '../rows/layout';

export interface Regions extends RowRegions {
  prediction: HTMLElement;
  plot: HTMLElement;
  evidence: HTMLElement;
}

export function createRegions(root: HTMLElement): Regions {
  const find = renderRegions(
    html`<div class="view explanation">
      <div class="banner-area"></div>
      <div class="head">
        <section class="prediction" aria-label="Prediction"></section>
        <section class="plot" aria-label="All influences"></section>
      </div>
      <section class="evidence" aria-label="Evidence"></section>
      ${rowsArea()}
    </div>`,
    root,
  );
  return {
    ...rowRegions(find),
    prediction: find('.prediction'),
    plot: find('.plot'),
    evidence: find('.evidence'),
  };
}
