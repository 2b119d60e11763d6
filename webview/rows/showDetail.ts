/**
 * Shows or hides the details of a row. What is returned is to be called once they are painted: where the window is low it brings them
 * into view, when the user has opened them or moved to another row; not when the view is opened.
 */
export function showDetail(region: HTMLElement, active: number, open: boolean): () => void {
  const { row } = region.dataset;
  const moved = row !== String(active);
  const opened = region.hidden;
  region.hidden = !open;
  region.dataset['row'] = String(active);
  return () => {
    // With the frame that is due anyway: at once it would make the browser lay the page out twice.
    requestAnimationFrame(() => {
      if (moved) region.scrollTop = 0;
      if (row !== undefined && (moved || opened)) region.scrollIntoView({ block: 'nearest' });
    });
  };
}
