/** The regions of every list of training rows: toolbar, grid and the pane with the active row. */
import { html, render, type TemplateResult } from 'lit-html';

export interface RowRegions {
  banner: HTMLElement;
  toolbar: HTMLElement;
  grid: HTMLElement;
  empty: HTMLElement;
  detail: HTMLElement;
}

export function rowsArea(): TemplateResult {
  return html`
    <section class="toolbar" aria-label="Filter and export"></section>
    <div class="table">
      <div class="grid-frame">
        <div class="grid" id="rows"></div>
        <div class="empty" hidden></div>
      </div>
      <aside class="detail" aria-label="Details of the row" hidden></aside>
    </div>
  `;
}

/** Renders the regions of a view and finds the one that is asked for by its selector. */
export function renderRegions(view: TemplateResult, root: HTMLElement): (selector: string) => HTMLElement {
  render(view, root);
  return (selector) => root.querySelector<HTMLElement>(selector)!;
}

export function rowRegions(find: (selector: string) => HTMLElement): RowRegions {
  return {
    banner: find('.banner-area'),
    toolbar: find('.toolbar'),
    grid: find('.grid'),
    empty: find('.empty'),
    detail: find('.detail'),
  };
}

/** Says so where no row is shown. */
export function showEmpty(region: HTMLElement, shown: number): void {
  region.hidden = shown > 0;
  render(html`<p>No row passes these filters.</p>`, region);
}
