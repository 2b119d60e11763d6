/** The regions of the explanation view, from top to bottom. */
import { html, render } from 'lit-html';

export interface Regions {
  banner: HTMLElement;
  prediction: HTMLElement;
  plot: HTMLElement;
  evidence: HTMLElement;
  toolbar: HTMLElement;
  grid: HTMLElement;
  empty: HTMLElement;
  detail: HTMLElement;
}

export function createRegions(root: HTMLElement): Regions {
  render(
    html`<div class="view explanation">
      <div class="banner-area"></div>
      <div class="head">
        <section class="prediction" aria-label="Prediction"></section>
        <section class="plot" aria-label="All influences"></section>
      </div>
      <section class="evidence" aria-label="Evidence"></section>
      <section class="toolbar" aria-label="Filter and export"></section>
      <div class="table">
        <div class="grid-frame">
          <div class="grid" id="rows"></div>
          <div class="empty" hidden></div>
        </div>
        <aside class="detail" aria-label="Details of the row" hidden></aside>
      </div>
    </div>`,
    root,
  );
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)!;
  return {
    banner: find('.banner-area'),
    prediction: find('.prediction'),
    plot: find('.plot'),
    evidence: find('.evidence'),
    toolbar: find('.toolbar'),
    grid: find('.grid'),
    empty: find('.empty'),
    detail: find('.detail'),
  };
}
