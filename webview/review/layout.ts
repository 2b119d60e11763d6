/** The regions of the review, from top to bottom. */
import { html, render } from 'lit-html';

export interface Regions {
  banner: HTMLElement;
  summary: HTMLElement;
  progress: HTMLElement;
  about: HTMLElement;
  toolbar: HTMLElement;
  decide: HTMLElement;
  grid: HTMLElement;
  empty: HTMLElement;
  detail: HTMLElement;
}

export function createRegions(root: HTMLElement): Regions {
  render(
    html`<div class="view review">
      <div class="banner-area"></div>
      <div class="head">
        <section class="summary" aria-label="Ranking"></section>
        <section class="progress" aria-label="Progress"></section>
      </div>
      <section class="evidence" aria-label="Model"></section>
      <section class="toolbar" aria-label="Filter and export"></section>
      <div class="table">
        <div class="grid-frame">
          <div class="grid" id="rows"></div>
          <div class="empty" hidden></div>
        </div>
        <aside class="detail" aria-label="Details of the row" hidden></aside>
      </div>
      <section class="decide" aria-label="Decide"></section>
    </div>`,
    root,
  );
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)!;
  return {
    banner: find('.banner-area'),
    summary: find('.summary'),
    progress: find('.progress'),
    about: find('.evidence'),
    toolbar: find('.toolbar'),
    decide: find('.decide'),
    grid: find('.grid'),
    empty: find('.empty'),
    detail: find('.detail'),
  };
}
