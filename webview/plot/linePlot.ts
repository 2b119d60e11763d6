/** Lines over one axis with their spread, told apart by dash and marker as well as colour, each with its name at its end. */
import { scaleLinear } from 'd3-scale';
import { nothing, svg, type TemplateResult } from 'lit-html';
import { readAt, spreadLabels } from './lines';

export interface Series {
  /** Its class, for the style sheet, and the key of its marker. */
  id: string;
  name: string;
  x: readonly number[];
  y: readonly number[];
  /** Half the height of the band at each point. */
  spread?: readonly number[];
}

export interface LinePlot {
  series: readonly Series[];
  /** Range of the axes. */
  x: readonly [number, number];
  y: readonly [number, number];
  formatX(x: number): string;
  formatY(y: number): string;
  /** A line across, with its name. */
  level?: { y: number; name: string };
  /** Place of the reading, and its value on each series. */
  cursor?: { x: number; read(series: Series): number };
  width: number;
  height: number;
}

const MARGIN = { top: 8, bottom: 20, left: 44 };
const LABEL = 13;
/** Width of a character of a label, pixels, and the longest that gets room. */
const CHARACTER = 6.4;
const LONGEST = 150;
const MARKERS = 12;

export function linePlotView(plot: LinePlot): TemplateResult {
  const { height, series, level, cursor } = plot;
  const scales = scalesOf(plot);
  if (!scales) return svg``;
  const { x, y, right } = scales;
  const ends = series.map(({ x: xs, y: ys }) => y(readAt(xs, ys, plot.x[1])));
  const wanted = level === undefined ? ends : [...ends, y(level.y)];
  const places = spreadLabels(wanted, LABEL, MARGIN.top + 4, height - MARGIN.bottom);
  return svg`
    ${y.ticks(Math.max(2, Math.floor(height / 44))).map(
      (tick) => svg`
      <line class="rule" x1=${MARGIN.left} x2=${right} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="tick" x=${MARGIN.left - 6} y=${y(tick)} dy="0.32em" text-anchor="end">${plot.formatY(tick)}</text>`,
    )}
    ${x.ticks(Math.max(2, Math.floor((right - MARGIN.left) / 80))).map(
      (tick) => svg`
      <text class="tick" x=${x(tick)} y=${height - 5} text-anchor=${tick === plot.x[0] ? 'start' : 'middle'}>${plot.formatX(tick)}</text>`,
    )}
    ${
      level === undefined
        ? nothing
        : svg`<line class="level" x1=${MARGIN.left} x2=${right} y1=${y(level.y)} y2=${y(level.y)}></line>
        <line class="leader" x1=${right + 2} y1=${y(level.y)} x2=${right + 12} y2=${places[series.length]}></line>
        <text class="tick" x=${right + 16} y=${places[series.length]} dy="0.32em">${level.name}</text>`
    }
    ${series.map((one) => lineView(one, plot.x[1], x, y))}
    ${series.map(
      (one, i) => svg`<g class=${`series ${one.id}`}>
        <line class="leader" x1=${right + 2} y1=${ends[i]} x2=${right + 12} y2=${places[i]}></line>
        <text class="name" x=${right + 16} y=${places[i]} dy="0.32em">${one.name}</text>
      </g>`,
    )}
    ${cursor === undefined ? nothing : cursorView(plot, cursor, x, y)}`;
}

type Scale = (value: number) => number;

function lineView({ id, x: xs, y: ys, spread }: Series, edge: number, x: Scale, y: Scale): TemplateResult {
  const inside = xs.filter((value) => value <= edge).length;
  const points = xs.slice(0, inside).map((value, i) => ({ x: value, y: ys[i], spread: spread?.[i] ?? 0 }));
  if (inside < xs.length) {
    const at = (values: readonly number[]) => readAt(xs, values, edge);
    points.push({ x: edge, y: at(ys), spread: spread ? at(spread) : 0 });
  }
  const path = (sign: number) =>
    points.map((point) => `${x(point.x).toFixed(1)},${y(point.y + sign * point.spread).toFixed(1)}`);
  const each = Math.ceil(inside / MARKERS);
  return svg`<g class=${`series ${id}`}>
    ${spread ? svg`<path class="band" d=${`M${[...path(1), ...path(-1).reverse()].join('L')}Z`}></path>` : nothing}
    <path class="line" d=${`M${path(0).join('L')}`}></path>
    ${points
      .slice(0, inside)
      .filter((_, i) => i % each === 0 && i > 0)
      .map(
        (point) =>
          svg`<path class="marker" d=${markerPath(id)} transform=${`translate(${x(point.x)},${y(point.y)})`}></path>`,
      )}
  </g>`;
}

function cursorView(
  { series, height }: LinePlot,
  { x: at, read }: NonNullable<LinePlot['cursor']>,
  x: Scale,
  y: Scale,
): TemplateResult {
  return svg`<g class="cursor">
    <line x1=${x(at)} x2=${x(at)} y1=${MARGIN.top} y2=${height - MARGIN.bottom}></line>
    ${series.map((one) => svg`<circle class=${`series ${one.id}`} cx=${x(at)} cy=${y(read(one))} r="4"></circle>`)}
  </g>`;
}

/** Place on the horizontal axis under a pixel, within the axis. */
export function placeAt(plot: LinePlot, px: number): number {
  const scales = scalesOf(plot);
  if (!scales) return plot.x[0];
  return Math.min(plot.x[1], Math.max(plot.x[0], scales.x.invert(px)));
}

function scalesOf({ series, level, x, y, width, height }: LinePlot) {
  const names = [...series.map(({ name }) => name), level?.name ?? ''];
  const longest = Math.max(...names.map((name) => name.length * CHARACTER));
  const right = width - 20 - Math.min(LONGEST, longest);
  if (right - MARGIN.left < 60) return undefined;
  return {
    right,
    x: scaleLinear().domain(x).range([MARGIN.left, right]),
    y: scaleLinear()
      .domain(y)
      .range([height - MARGIN.bottom, MARGIN.top]),
  };
}

/** Shapes by series; a circle for those without one of their own. */
function markerPath(id: string): string {
  switch (id) {
    case 'self-influence':
      return 'M-3.5,-3.5H3.5V3.5H-3.5Z';
    case 'loss':
      return 'M0,-4.5L4.2,3.2H-4.2Z';
    case 'random':
      return 'M-3,0H3M0,-3V3';
    default:
      return 'M-3.7,0A3.7,3.7 0 1,0 3.7,0A3.7,3.7 0 1,0 -3.7,0Z';
  }
}
