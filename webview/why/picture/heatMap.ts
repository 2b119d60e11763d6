/** The pictures of both rows with what each pixel pushes over them; pointing or the arrow keys read a pixel in both. */
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { WhyAnswer } from '../../../extension/contract/panel';
import type { PicturePushes } from '../../../extension/contract/why';
import { changeUnit, formatFixed, formatInUnit, unitSuffix, type ChangeUnit } from '../../format/numbers';
import { describe, fills, nextPixel, placeOf } from './pixels';

interface Reading {
  /** −1 while none is read. */
  pixel: number;
  read(pixel: number): void;
}

interface Side {
  name: string;
  picture: PicturePushes;
  /** Positive towards the explained class. */
  pushes: number[];
  shades: number[];
  /** Where the picture is a file. */
  image?: string;
  largest: number;
  unit: ChangeUnit;
}

export function heatMaps(
  { why, row, explained }: WhyAnswer,
  { pixel, read }: Reading,
): TemplateResult | typeof nothing {
  const { picture, target } = why;
  if (!picture) return nothing;
  const reading = { pixel: pixel < picture.training.length ? pixel : -1, read };
  const sides = [
    sideOf('This row', picture, 'training', row.image),
    sideOf('Explained row', picture, 'explained', explained.image),
  ];
  const away = why.dataset.classes.length === 2 ? 'the other class' : 'other classes';
  return html`<section aria-label="Pixels">
    <h2>What its pixels push</h2>
    <p class="quiet">
      Against the average picture. <b class="swatch own">▸</b> pushes the prediction towards
      “${target.explained}”, <b class="swatch other">◂</b> towards ${away}: this row’s pixels through what the
      model learned from them, the explained row’s by being there.
    </p>
    <div class="heat-maps">${sides.map((side) => figure(side, target.explained, reading))}</div>
    <p class="reading numbers" role="status">${readingText(sides, reading.pixel)}</p>
  </section>`;
}

function sideOf(
  name: string,
  picture: PicturePushes,
  of: 'training' | 'explained',
  image: string | undefined,
): Side {
  const pushes = picture[of].map((change) => -change);
  const largest = pushes.reduce((most, push) => Math.max(most, Math.abs(push)), 0);
  return { name, picture, pushes, shades: picture.shades[of], image, largest, unit: changeUnit(largest) };
}

function figure(side: Side, explained: string, reading: Reading): TemplateResult {
  const { name, picture, pushes, largest, unit } = side;
  const { width, height } = picture;
  const pixelAt = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
    return row < 0 || row >= height || column < 0 || column >= width ? -1 : row * width + column;
  };
  const onKey = (event: KeyboardEvent) => {
    const to = nextPixel(event.key, reading.pixel, width, height);
    if (to === undefined) return;
    event.preventDefault();
    reading.read(to);
  };
  const text = describe(pushes, width, explained, unit);
  return html`<figure>
    <figcaption>${name}</figcaption>
    <div class="pair" .style=${`--shape: ${width} / ${height}`}>
      ${
        side.image === undefined
          ? html`<svg class="ink" role="img" aria-label=${name} viewBox="0 0 ${width} ${height}">
              ${shadeFills(side)}${marker(reading.pixel, width)}
            </svg>`
          : html`<img src=${side.image} alt=${name} />`
      }
      <svg
        class="heat"
        role="slider"
        tabindex="0"
        aria-label="Pixels of ${name.toLowerCase()} by what they push"
        aria-valuemin="1"
        aria-valuemax=${width * height}
        aria-valuenow=${Math.max(1, reading.pixel + 1)}
        aria-valuetext=${reading.pixel < 0 ? text : pixelText(side, reading.pixel)}
        viewBox="0 0 ${width} ${height}"
        @pointermove=${(event: PointerEvent) => reading.read(pixelAt(event))}
        @pointerleave=${() => reading.read(-1)}
        @keydown=${onKey}
      >
        ${
          picture.column === undefined
            ? svg`<g class="ghost ink">${shadeFills(side)}</g>`
            : svg`<g class="ghost light"><rect width=${width} height=${height}></rect>${shadeFills(side)}</g>`
        }
        ${pushFills('own', pushes, width, largest)}
        ${pushFills(
          'other',
          pushes.map((push) => -push),
          width,
          largest,
        )}
        ${marker(reading.pixel, width)}
      </svg>
    </div>
    ${legend(largest, unit)}
    <p class="quiet numbers">${text}</p>
  </figure>`;
}

function shadeFills({ shades, picture }: Side): TemplateResult[] {
  return fills(shades, picture.width, 1).map(
    ({ path, strength }) => svg`<path d=${path} fill-opacity=${strength.toFixed(2)}></path>`,
  );
}

function pushFills(
  kind: 'own' | 'other',
  pushes: readonly number[],
  width: number,
  largest: number,
): TemplateResult {
  return svg`<g class=${kind}>${fills(pushes, width, largest).map(
    ({ path, strength }) => svg`<path d=${path} fill-opacity=${strength.toFixed(2)}></path>`,
  )}</g>`;
}

/** A frame around the pixel that is read. */
function marker(pixel: number, width: number): TemplateResult | typeof nothing {
  if (pixel < 0) return nothing;
  return svg`<rect class="marker" x=${pixel % width} y=${Math.floor(pixel / width)} width="1" height="1"></rect>`;
}

function legend(largest: number, unit: ChangeUnit): TemplateResult {
  return html`<div class="heat-legend numbers">
    <span>${formatInUnit(-largest, unit)}</span>
    <span class="scale" aria-hidden="true"></span>
    <span>${formatInUnit(largest, unit)}</span>
    <span class="quiet">loss${unitSuffix(unit)} a pixel</span>
  </div>`;
}

function readingText(sides: readonly Side[], pixel: number): string {
  if (pixel < 0) return 'Point at a pixel, or move with the arrow keys, to read it.';
  const [{ picture }] = sides;
  const place = placeOf(pixel, picture.width);
  const texts = sides.map((side) => `${side.name.toLowerCase()} ${pixelText(side, pixel)}`);
  return `${place[0].toUpperCase()}${place.slice(1)}: ${texts.join('; ')}.`;
}

function pixelText({ shades, pushes, unit }: Side, pixel: number): string {
  const push = `${formatInUnit(pushes[pixel], unit)}${unitSuffix(unit)}`;
  return `${formatFixed(shades[pixel], 2)} bright, pushes ${push}`;
}
