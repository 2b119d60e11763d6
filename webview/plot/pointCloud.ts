/** Very many points in a few marks each, one path a kind; x is a length from 0, y has 0 within it. */
import { scaleLinear } from 'd3-scale';
import { nothing, svg, type TemplateResult } from 'lit-html';

export interface PointCloud {
  x: Float64Array;
  y: Float64Array;
  /** By point: an index in `kinds`. */
  kind: ArrayLike<number>;
  /** Of each kind: what the style sheet knows it by. */
  kinds: readonly CloudKind[];
  xName: string;
  yName: string;
  formatX(value: number): string;
  formatY(value: number): string;
  width: number;
  height: number;
}

export type CloudKind = 'first' | 'second' | 'third' | 'fourth' | 'rest';

const MARGIN = { top: 14, right: 14, bottom: 38, left: 62 };
/** Pixels around a point that belong to it. */
const REACH = 24;
/** Points up to which each is drawn large. */
const FEW = 1500;

/** Told apart by shape as well as by colour; drawn around the place of the point with half the size `s`. */
const SHAPES: Record<CloudKind, (s: number) => string> = {
  first: (s) => `m${-s},0a${s},${s} 0 1,0 ${2 * s},0a${s},${s} 0 1,0 ${-2 * s},0z`,
  second: (s) => `m0,${-1.3 * s}l${1.3 * s},${1.3 * s}l${-1.3 * s},${1.3 * s}l${-1.3 * s},${-1.3 * s}z`,
  third: (s) => `m${-s},${-s}h${2 * s}v${2 * s}h${-2 * s}z`,
  fourth: (s) => `m0,${-1.2 * s}l${1.2 * s},${2.2 * s}h${-2.4 * s}z`,
  rest: (s) => `m${-s},0h${2 * s}m${-s},${-s}v${2 * s}`,
};

export function pointCloudView(cloud: PointCloud): TemplateResult {
  const { width, height, formatX, formatY, xName, yName, kinds } = cloud;
  const { x, y } = cloudScales(cloud);
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  return svg`
    ${y.ticks(6).map(
      (tick) => svg`
      <line class="rule ${tick === 0 ? 'zero' : ''}" x1=${left} x2=${right} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="tick" x=${left - 6} y=${y(tick)} dy="0.32em" text-anchor="end">${formatY(tick)}</text>`,
    )}
    ${x.ticks(Math.max(2, Math.floor((right - left) / 80))).map(
      (tick) => svg`
      <line class="rule" x1=${x(tick)} x2=${x(tick)} y1=${top} y2=${bottom}></line>
      <text class="tick" x=${x(tick)} y=${bottom + 15} text-anchor="middle">${formatX(tick)}</text>`,
    )}
    <text class="axis-name" x=${right} y=${height - 5} text-anchor="end">${xName}</text>
    <text class="axis-name" x=${left + 6} y=${top + 8}>${yName}</text>
    ${kinds.map((kind, k) => svg`<path class="cloud ${kind}" d=${pathOf(cloud, k)}></path>`)}`;
}

/** A ring around one point. */
export function ringView(cloud: PointCloud, at: number): TemplateResult | typeof nothing {
  if (at < 0 || at >= cloud.x.length) return nothing;
  const { x, y } = cloudScales(cloud);
  return svg`<circle class="ring" cx=${x(cloud.x[at]!)} cy=${y(cloud.y[at]!)} r="8"></circle>`;
}

/** Index of the point nearest to a pixel, −1 when none is near. */
export function cloudPointAt(cloud: PointCloud, px: number, py: number): number {
  const { x, y } = cloudScales(cloud);
  let nearest = -1;
  let least = REACH;
  for (let i = 0; i < cloud.x.length; i++) {
    const distance = Math.hypot(x(cloud.x[i]!) - px, y(cloud.y[i]!) - py);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

function pathOf(cloud: PointCloud, kind: number): string {
  const { x, y } = cloudScales(cloud);
  const mark = SHAPES[cloud.kinds[kind]!](cloud.x.length <= FEW ? 3.6 : 2);
  const parts: string[] = [];
  for (let i = 0; i < cloud.x.length; i++)
    if (cloud.kind[i] === kind)
      parts.push(`M${x(cloud.x[i]!).toFixed(1)},${y(cloud.y[i]!).toFixed(1)}${mark}`);
  return parts.join('');
}

function cloudScales({ x, y, width, height }: PointCloud) {
  const [low, high] = rangeOf(y, 0, 0);
  const pad = (high - low || 1) * 0.06;
  // From the nearest point on: in many dimensions no row is near.
  const [near, far] = rangeOf(x, Infinity, -Infinity);
  const room = (far - near || 1) * 0.05;
  return {
    x: scaleLinear()
      .domain([Math.max(0, near - room), far + room])
      .range([MARGIN.left, width - MARGIN.right]),
    y: scaleLinear()
      .domain([low - pad, high + pad])
      .range([height - MARGIN.bottom, MARGIN.top]),
  };
}

function rangeOf(values: Float64Array, least: number, most: number): [number, number] {
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return [least, most];
}
