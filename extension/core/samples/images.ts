/** The images of a folder as pixels of one shape. */
import type { Notice } from '../../contract/records';
import type { Work } from '../../contract/progress';
import { BrokenImage, decodeImage, sizeOfImage } from '../images/registry';
import { affordableSize, commonSize } from '../images/size';
import { addImage, createStack } from '../images/stack';
import type { ImageStack } from '../images/stack';
import type { DecodedImage, ImageOptions, ImageSize } from '../images/types';
import { createPacer } from '../pacing';
import type { TableColumn } from '../tables/types';
import type { SampleRecords } from './records';
import { addSample } from './records';
import type { SampleSource } from './types';

export interface ImagePlan {
  size: ImageSize;
  channels: 1 | 3 | undefined;
  notices: Notice[];
}

/** What the images become: what is set, else what the files suggest. */
export async function planImages(
  source: SampleSource,
  options: ImageOptions,
  shape: readonly number[] | undefined,
  work: Work,
): Promise<ImagePlan> {
  if (shape !== undefined) {
    const [height, width, channels] = shape;
    return { size: { width, height }, channels: channels === 1 ? 1 : 3, notices: [] };
  }
  const channels = options.channels === undefined ? undefined : options.channels === 'grey' ? 1 : 3;
  if (options.size !== undefined) return { size: options.size, channels, notices: [] };
  const sizes = await sizesOf(source, work);
  if (sizes.length === 0) return { size: { width: 1, height: 1 }, channels, notices: [] };
  const common = commonSize(sizes);
  const size = affordableSize(common);
  return { size, channels, notices: sizeNotices(source.name, sizes, common, size) };
}

async function sizesOf(source: SampleSource, work: Work): Promise<ImageSize[]> {
  const pacer = createPacer(work);
  const sizes: ImageSize[] = [];
  let done = 0;
  for await (const bytes of source.contents(work.signal)) {
    try {
      sizes.push(sizeOfImage(bytes));
    } catch (thrown) {
      // Told when it is decoded.
      if (!(thrown instanceof BrokenImage)) throw thrown;
    }
    await pacer.pause({ stage: 'Looking at the images', fraction: ++done / source.paths.length });
  }
  return sizes;
}

function sizeNotices(
  file: string,
  sizes: readonly ImageSize[],
  common: ImageSize,
  size: ImageSize,
): Notice[] {
  const say = ({ width, height }: ImageSize): string => `${width} × ${height}`;
  const others = sizes.filter(
    ({ width, height }) => width !== common.width || height !== common.height,
  ).length;
  const shrunk = size.width !== common.width || size.height !== common.height;
  if (others === 0 && !shrunk) return [];
  const from = shrunk ? `, smaller than most of them (${say(common)})` : '';
  const differ =
    others > 0 ? `The images differ in size (${others} of ${sizes.length} are not ${say(common)}). ` : '';
  return [
    {
      message: `${differ}All are scaled to ${say(size)} pixels${from}; set "features.image.size" for another size.`,
      file,
    },
  ];
}

/** Decodes every image that can be; the others get no record. */
export async function readImages(
  source: SampleSource,
  records: SampleRecords,
  name: string,
  plan: ImagePlan,
  pixelBytes: number | undefined,
  work: Work,
): Promise<TableColumn> {
  const pacer = createPacer(work);
  const stack = createStack(source.paths.length, plan.size, plan.channels, pixelBytes);
  let done = 0;
  for await (const bytes of source.contents(work.signal)) {
    const path = source.paths[done++];
    const image = decoded(bytes, path, records);
    if (image !== undefined) {
      addImage(stack, records.files.length, image);
      addSample(records, path, bytes);
    }
    await pacer.pause({ stage: 'Reading the images', fraction: done / source.paths.length });
  }
  return imageColumn(name, stack, records.files.length);
}

function decoded(bytes: Uint8Array, path: string, { skipped }: SampleRecords): DecodedImage | undefined {
  try {
    return decodeImage(bytes);
  } catch (thrown) {
    if (!(thrown instanceof BrokenImage)) throw thrown;
    skipped.push({ path, reason: thrown.reason });
    return undefined;
  }
}

/** The first `count` images of a stack as a column. */
export function imageColumn(
  name: string,
  { values, size, channels }: ImageStack,
  count: number,
): TableColumn {
  const shape = [size.height, size.width, channels];
  return {
    name,
    kind: 'image',
    shape,
    values: values.subarray(0, count * size.height * size.width * channels),
  };
}
