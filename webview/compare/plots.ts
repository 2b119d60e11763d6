/**
 * Influence against distance, a plot for each model (Koh & Liang, Fig. 4); the arrow keys go from rank to rank, Enter opens the row.
 */
import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { formatInUnit, formatPlain, unitSuffix } from '../format/numbers';
import { cloudPointAt, type PointCloud, pointCloudView, ringView } from '../plot/pointCloud';
import type { MarkedClasses } from './classes';
import type { Side } from './sides';

const WIDEST = 600;
const SHAPE = 0.68;

export interface Reading {
  chosen: number;
  choose(at: number): void;
  open(at: number): void;
  describe(at: number): string;
}

export function plotView(
  side: Side,
  classes: MarkedClasses,
  width: number,
  reading: Reading,
): TemplateResult {
  const { chosen, choose, open, describe } = reading;
  const cloud = cloudOf(side, classes, Math.min(WIDEST, width));
  const pointed = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return cloudPointAt(cloud, event.clientX - box.left, event.clientY - box.top);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen >= 0) open(chosen);
    const to = nextRank(event.key, chosen < 0 ? 0 : side.place[chosen]!, side.order.length);
    if (to === undefined) return;
    event.preventDefault();
    choose(side.order[to - 1]!);
  };
  return html`<div class="plot-title">
      <h3>${side.name}: change of the loss${unitSuffix(side.unit)} without each row, by its distance</h3>
    </div>
    <svg
      role="slider"
      tabindex="0"
      aria-label="Training rows in model ${side.name}, by rank"
      aria-valuemin="1"
      aria-valuemax=${side.order.length}
      aria-valuenow=${chosen < 0 ? 1 : side.place[chosen]!}
      aria-valuetext=${chosen < 0 ? 'No row is chosen' : describe(chosen)}
      width=${cloud.width}
      height=${cloud.height}
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
      ${guard([side.removal, classes, cloud.width], () => pointCloudView(cloud))} ${ringView(cloud, chosen)}
    </svg>`;
}

function cloudOf(
  { removal, distance, unit }: Side,
  { kind, kinds }: MarkedClasses,
  width: number,
): PointCloud {
  return {
    x: distance,
    y: removal,
    kind,
    kinds,
    xName: 'distance from the explained row',
    yName: '▲ helpful',
    formatX: (value) => formatPlain(value, 2),
    formatY: (value) => formatInUnit(value, { ...unit, decimals: Math.max(0, unit.decimals - 1) }),
    width,
    height: Math.round(width * SHAPE),
  };
}

function nextRank(key: string, rank: number, rows: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(rows, rank + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(1, rank - 1);
    case 'Home':
      return 1;
    case 'End':
      return rows;
    default:
      return undefined;
  }
}

export function classKey({ kinds, names }: MarkedClasses): TemplateResult {
  return html`<ul class="key quiet" aria-label="Classes of the training rows">
    ${kinds.map(
      (kind, i) =>
        html`<li>
          <span class="cloud-mark ${kind}" aria-hidden="true"></span>
          ${names[i]}
        </li>`,
    )}
  </ul>`;
}
