/**
 * Influence against distance, a plot for each model (Koh & Liang, Fig. 4); the arrow keys go from rank to rank, Enter opens the row.
 */
import { html, svg, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { formatInUnit, formatPlain, unitSuffix } from '../format/numbers';
import { cloudPointAt, type PointCloud, pointCloudView, ringView } from '../plot/pointCloud';
import { readablePlot } from '../plot/readablePlot';
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
  return html`<div class="plot-title">
      <h3>${side.name}: change of the loss${unitSuffix(side.unit)} without each row, by its distance</h3>
    </div>
    ${readablePlot(
      {
        label: `Training rows in model ${side.name}, by rank`,
        width: cloud.width,
        height: cloud.height,
        order: side.order,
        place: chosen < 0 ? -1 : side.place[chosen]! - 1,
        chosen,
        onward: 'ArrowDown',
        describe,
        pointAt: (x, y) => cloudPointAt(cloud, x, y),
        choose,
        open,
      },
      svg`${guard([side.removal, classes, cloud.width], () => pointCloudView(cloud))} ${ringView(cloud, chosen)}`,
    )}`;
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
