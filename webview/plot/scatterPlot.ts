/** Actual against predicted values, both axes alike, with the line on which they agree. */
import { scaleLinear } from 'd3-scale';
import { nothing, svg, type TemplateResult } from 'lit-html';

export interface ScatterPoint {
  /** Predicted. */
  x: number;
  /** Actual. */
  y: number;
  /** Its class, for the style sheet, and the key of its marker. */
  kind: string;
}

export interface ScatterPlot {
  points: readonly ScatterPoint[];
  /** The point that is read; −1 for none. */
  chosen: number;
  /** Slope of the line fitted to the points. */
  slope: number | null;
  format(value: number): string;
  width: number;
  height: number;
}

const MARGIN = { top: 12, right: 16, bottom: 38, left: 66 };
/** Pixels around a point that belong to it. */
const REACH = 28;

export function scatterPlotView(plot: ScatterPlot): TemplateResult {
  const { points, chosen, width, height, format } = plot;
  const scales = scalesOf(plot);
  const { x, y, low, high } = scales;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const at = points[chosen];
  return svg`
    ${y.ticks(6).map(
      (tick) => svg`
      <line class="rule" x1=${left} x2=${right} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="tick" x=${left - 6} y=${y(tick)} dy="0.32em" text-anchor="end">${format(tick)}</text>`,
    )}
    ${x.ticks(Math.max(2, Math.floor((right - left) / 90))).map(
      (tick) => svg`
      <line class="rule" x1=${x(tick)} x2=${x(tick)} y1=${top} y2=${bottom}></line>
      <text class="tick" x=${x(tick)} y=${bottom + 15} text-anchor="middle">${format(tick)}</text>`,
    )}
    <text class="axis-name" x=${right} y=${height - 5} text-anchor="end">predicted</text>
    <text class="axis-name" x=${left + 6} y=${top + 8}>actual</text>
    <line class="identity" x1=${x(low)} y1=${y(low)} x2=${x(high)} y2=${y(high)}></line>
    ${fitView(plot, scales)}
    ${points.map(({ x: px, y: py, kind }) => pointView(kind, x(px), y(py)))}
    ${
      at === undefined
        ? nothing
        : svg`<g class="chosen">
          <line x1=${x(at.x)} x2=${x(at.x)} y1=${y(at.x)} y2=${y(at.y)}></line>
          <circle cx=${x(at.x)} cy=${y(at.y)} r="8"></circle>
        </g>`
    }`;
}

function pointView(kind: string, px: number, py: number): TemplateResult {
  const place = `translate(${px.toFixed(1)},${py.toFixed(1)})`;
  return svg`<path class="point ${kind}" d=${kind === 'random' ? 'M0,-4.6L4.6,0L0,4.6L-4.6,0Z' : CIRCLE} transform=${place}></path>`;
}

const CIRCLE = 'M-4,0A4,4 0 1,0 4,0A4,4 0 1,0 -4,0Z';

type Scales = ReturnType<typeof scalesOf>;

function fitView(
  { points, slope }: ScatterPlot,
  { x, y, low, high }: Scales,
): TemplateResult | typeof nothing {
  if (slope === null || points.length === 0) return nothing;
  const mean = (of: (point: ScatterPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const intercept = mean((point) => point.y) - slope * mean((point) => point.x);
  // Within the frame on both axes.
  const reach = (value: number) => (value - intercept) / slope;
  const ends = slope === 0 ? [low, high] : [reach(low), reach(high)].sort((a, b) => a - b);
  const [from, to] = [Math.max(low, ends[0]!), Math.min(high, ends[1]!)];
  if (!(to > from)) return nothing;
  return svg`<line class="fit" x1=${x(from)} y1=${y(intercept + slope * from)} x2=${x(to)} y2=${y(intercept + slope * to)}></line>`;
}

/** Index of the point nearest to a pixel, −1 when none is near. */
export function pointAt(plot: ScatterPlot, px: number, py: number): number {
  const { x, y } = scalesOf(plot);
  let nearest = -1;
  let least = REACH;
  plot.points.forEach((point, i) => {
    const distance = Math.hypot(x(point.x) - px, y(point.y) - py);
    if (distance < least) [nearest, least] = [i, distance];
  });
  return nearest;
}

/** One range for both axes, 0 within it. */
function scalesOf({ points, width, height }: ScatterPlot) {
  const values = points.flatMap(({ x, y }) => [x, y]);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const pad = (most - least || 1) * 0.06;
  const [low, high] = [least - pad, most + pad];
  return {
    low,
    high,
    x: scaleLinear()
      .domain([low, high])
      .range([MARGIN.left, width - MARGIN.right]),
    y: scaleLinear()
      .domain([low, high])
      .range([height - MARGIN.bottom, MARGIN.top]),
  };
}
