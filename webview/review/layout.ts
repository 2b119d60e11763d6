/** The regions of the review, from top to bottom. */
import { html } from 'lit-html';
import { renderRegions, rowRegions, rowsArea, type RowRegions } from '../rows/layout';

export interface Regions extends RowRegions {
  summary: HTMLElement;
  progress: HTMLElement;
  about: HTMLElement;
  decide: HTMLElement;
}

export function createRegions(root: HTMLElement): Regions {
  const find = renderRegions(
    html`<div class="view review">
      <div class="banner-area"></div>
      <div class="head">
        <section class="summary" aria-label="Ranking"></section>
        <section class="progress" aria-label="Progress"></section>
      </div>
      <section class="evidence" aria-label="Model"></section>
      ${rowsArea()}
      <section class="decide" aria-label="Decide"></section>
    </div>`,
    root,
  );
  return {
    ...rowRegions(find),
    summary: find('.summary'),
    progress: find('.progress'),
    about: find('.evidence'),
    decide: find('.decide'),
  };
}
