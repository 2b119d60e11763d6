/** An image as the model sees it, edited, and what the edit is, so strengthened that it can be seen. */
import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { EditedPicture } from '../../extension/contract/audit';

const GREY = 128;

export function picturesView(picture: EditedPicture): TemplateResult {
  const { original, edit } = picture;
  const largest = edit.reduce((most, level) => Math.max(most, Math.abs(level)), 0);
  const times = largest === 0 ? 1 : Math.floor((GREY - 1) / largest);
  const shown: [string, string, (j: number) => number][] = [
    ['As it is', 'The training image as the model sees it', (j) => original[j]!],
    ['Edited', 'The same image with the edit', (j) => original[j]! + edit[j]!],
    [
      `Difference × ${times}`,
      'The edit: grey where nothing changes, brighter and darker where it does',
      (j) => GREY + times * edit[j]!,
    ],
  ];
  return html`<div class="edit-pictures">
    ${shown.map(
      ([title, text, level]) =>
        html`<figure>
          <canvas
            role="img"
            aria-label=${text}
            width=${picture.width}
            height=${picture.height}
            ${ref((canvas) => draw(canvas, picture, level))}
          ></canvas>
          <figcaption title=${text}>${title}</figcaption>
        </figure>`,
    )}
  </div>`;
}

function draw(
  canvas: Element | undefined,
  { width, height, channels }: EditedPicture,
  level: (j: number) => number,
): void {
  if (!(canvas instanceof HTMLCanvasElement)) return;
  // The size comes with this very painting.
  Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  for (let p = 0; p < width * height; p++) {
    // Grey images have one channel for all three colours.
    for (let c = 0; c < 3; c++) image.data[4 * p + c] = level(p * channels + (channels < 3 ? 0 : c));
    image.data[4 * p + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
