/**
 * The plot of all influences: change of the loss by rank, helpful rows above the line and harmful ones below. The rank axis is
 * logarithmic, so that the few rows of the heavy tails can be told apart and the many others are still all there.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { nothing, svg, type TemplateResult } from 'lit-html';
import { sampledRanks, type RankCurve } from '../data/rankCurve';
import { decimalsFor, formatCount, formatLoneChange, formatSigned, type ChangeUnit } from '../format/numbers';

export interface RankPlot {
  curve: RankCurve;
  effect: Float32Array;
  unit: ChangeUnit;
  width: number;
  height: number;
  /** Row to mark, −1 for none. */
  marked: number;
  /** Row under the pointer, −1 for none. */
  hovered: number;
}

const MARGIN = { top: 6, right: 8, bottom: 16, left: 46 };
/** Rows with a dot of their own on each side. */
const DOTS = 10;

type Side = 'helpful' | 'harmful';

export function rankPlotView(plot: RankPlot): TemplateResult {
  const { width, height, curve, effect, unit } = plot;
  const scales = scalesOf(plot);
  if (!scales) return svg``;
  const { x, y } = scales;
  const ticks = y.ticks(Math.max(2, Math.floor(height / 36)));
  const decimals = decimalsFor(Math.abs(ticks[1] - ticks[0]) * 10 ** unit.exponent, 1, 0, 8);
  const decades = x.ticks().filter((rank) => Number.isInteger(Math.log10(rank)));
  return svg`
    ${ticks.map(
      (tick) => svg`
      <line class=${tick === 0 ? 'zero' : 'rule'} x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="tick" x=${MARGIN.left - 6} y=${y(tick)} dy="0.32em" text-anchor="end">${tick === 0 ? '0' : formatSigned(tick * 10 ** unit.exponent, decimals)}</text>`,
    )}
    ${decades.map(
      (rank) => svg`
      <text class="tick" x=${x(rank)} y=${height - 3} text-anchor=${rank === 1 ? 'start' : 'middle'}>${formatCount(rank)}</text>`,
    )}
    ${(['helpful', 'harmful'] as const).map((side) => sideView(side, curve[side], effect, x, y))}
    ${markView(plot, plot.hovered, 'hovered', x, y)} ${markView(plot, plot.marked, 'marked', x, y)}`;
}

type Scale = (value: number) => number;

function sideView(
  side: Side,
  positions: Int32Array,
  effect: Float32Array,
  x: Scale,
  y: Scale,
): TemplateResult {
  if (positions.length === 0) return svg``;
  const at = (rank: number) => effect[positions[rank - 1]];
  const ranks = sampledRanks(positions.length);
  const line = ranks.map((rank) => `${x(rank).toFixed(1)},${y(at(rank)).toFixed(1)}`);
  const end = x(ranks.at(-1)!).toFixed(1);
  return svg`<g class=${side}>
    <path class="area" d=${`M${x(1).toFixed(1)},${y(0).toFixed(1)}L${line.join('L')}L${end},${y(0).toFixed(1)}Z`}></path>
    <path class="edge" d=${`M${line.join('L')}`}></path>
    ${ranks.slice(0, DOTS).map((rank) => svg`<circle class="dot" cx=${x(rank)} cy=${y(at(rank))} r="2.5"></circle>`)}
  </g>`;
}

function markView(
  { curve, effect }: RankPlot,
  position: number,
  name: string,
  x: Scale,
  y: Scale,
): TemplateResult | typeof nothing {
  const place = rankOf(curve, effect, position);
  if (!place) return nothing;
  const { side, rank } = place;
  return svg`<g class=${`${name} ${side}`}>
    <line x1=${x(rank)} x2=${x(rank)} y1=${y(0)} y2=${y(effect[position])}></line>
    <circle cx=${x(rank)} cy=${y(effect[position])} r="4.5"></circle>
  </g>`;
}

/** Rank of a row on its side, from 1. */
export function rankOf(
  curve: RankCurve,
  effect: Float32Array,
  position: number,
): { side: Side; rank: number } | undefined {
  const value = effect[position];
  if (value === undefined || value === 0) return undefined;
  const side = value > 0 ? 'helpful' : 'harmful';
  return { side, rank: curve[side].indexOf(position) + 1 };
}

/** The row nearest to a point of the plot, −1 where there is none. */
export function rowAt(plot: RankPlot, px: number, py: number): number {
  const scales = scalesOf(plot);
  if (!scales) return -1;
  const upper = py < scales.y(0);
  const positions = upper ? plot.curve.helpful : plot.curve.harmful;
  const rank = Math.round(scales.x.invert(px));
  return positions[Math.min(positions.length, Math.max(1, rank)) - 1] ?? -1;
}

/** What the plot shows, for people who do not see it. */
export function describePlot(
  { curve, effect }: Pick<RankPlot, 'curve' | 'effect'>,
  explained: string,
): string {
  const side = (positions: Int32Array, name: string) => {
    if (positions.length === 0) return `No row is ${name}.`;
    const first = effect[positions[0]];
    return `${formatCount(positions.length)} rows are ${name}, the strongest by ${formatLoneChange(first)}.`;
  };
  return `Change of the loss on ${explained} without each training row, by rank. ${side(curve.helpful, 'helpful')} ${side(curve.harmful, 'harmful')}`;
}

function scalesOf({ curve, effect, width, height }: RankPlot) {
  const count = Math.max(curve.helpful.length, curve.harmful.length);
  if (count === 0 || width < 80) return undefined;
  const highest = effect[curve.helpful[0] ?? -1] ?? 0;
  const lowest = effect[curve.harmful[0] ?? -1] ?? 0;
  // A side with hardly anything still gets room to be seen and clicked.
  const least = Math.max(highest, -lowest) * 0.15;
  return {
    x: scaleLog()
      .domain([1, Math.max(2, count)])
      .range([MARGIN.left + 6, width - MARGIN.right]),
    y: scaleLinear()
      .domain([Math.min(lowest, -least), Math.max(highest, least)])
      .range([height - MARGIN.bottom, MARGIN.top]),
  };
}
