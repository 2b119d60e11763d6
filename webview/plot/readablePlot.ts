/** A plot whose points are read one at a time: pointing chooses, a click or Enter opens, the arrow keys go along an order. */
import { html, nothing, type TemplateResult } from 'lit-html';

export interface ReadablePlot {
  /** For the style sheet. */
  name?: string;
  label: string;
  width: number;
  height: number;
  /** Points in the order of the keys. */
  order: ArrayLike<number>;
  /** Of the chosen point in that order; −1 for none. */
  place: number;
  chosen: number;
  /** The vertical arrow that leads on, as the right one does. */
  onward: 'ArrowUp' | 'ArrowDown';
  describe(point: number): string;
  /** The point at a pixel; −1 for none. */
  pointAt(x: number, y: number): number;
  choose(point: number): void;
  open(point: number): void;
}

export function readablePlot(plot: ReadablePlot, content: unknown): TemplateResult {
  const { order, place, chosen, choose, open } = plot;
  const pointed = (event: MouseEvent): number => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return plot.pointAt(event.clientX - box.left, event.clientY - box.top);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen >= 0) open(chosen);
    const to = nextPlace(event.key, plot);
    if (to === undefined) return;
    event.preventDefault();
    choose(order[to]!);
  };
  return html`<svg
    class=${plot.name ?? nothing}
    role="slider"
    tabindex="0"
    aria-label=${plot.label}
    aria-valuemin="1"
    aria-valuemax=${order.length}
    aria-valuenow=${Math.max(1, place + 1)}
    aria-valuetext=${chosen < 0 ? 'No row is chosen' : plot.describe(chosen)}
    width=${plot.width}
    height=${plot.height}
    @pointermove=${(event: PointerEvent) => {
      const point = pointed(event);
      if (point >= 0 && point !== chosen) choose(point);
    }}
    @click=${(event: MouseEvent) => {
      const point = pointed(event);
      if (point >= 0) open(point);
    }}
    @keydown=${onKey}
  >
    ${content}
  </svg>`;
}

function nextPlace(key: string, { order, place, onward }: ReadablePlot): number | undefined {
  const last = order.length - 1;
  switch (key) {
    case 'ArrowRight':
    case onward:
      return Math.min(last, place + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'ArrowDown':
      return Math.max(0, place - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
