/** How many predictions one edited training picture can flip (paper, Sec. 5.2), by how much of each pixel may change. */
import { join } from 'node:path';
import type { InfluenceConfigInput } from '../../../extension/contract/config';
import { audit as attack } from '../../../extension/engine/answers/audit';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { writeNsfwModel } from '../../data/nsfwModel';
import { writePictures } from '../../data/pictures';
import { prepared, writeConfig } from '../../data/prepared';
import { writeStamps } from '../../data/stamps';
import { QUIET } from '../problem';
import type { Benchmark, Figure } from '../types';

interface Attacked {
  data: string;
  prepare(): Promise<string>;
  /** Changes of a pixel, of 255 levels. */
  levels: readonly number[];
  /** The least change that is judged. */
  judged: number;
}

const SHAPES: Attacked = {
  data: 'generated photographs of two shapes, linear in the pixels',
  levels: [2, 4, 8],
  judged: 8,
  prepare: () =>
    prepared('pictures-v1', (to) => {
      writePictures(to, { train: 40, test: 60 }, 5);
      writeConfig(to, config({ type: 'logistic', l2: 0.003 }));
    }),
};

/** The paper's penalty; it has 1,800 pictures, the features of Inception, and half a level. */
const ANIMALS: Attacked = {
  data: 'photographs of animals and things, linear in the features of MobileNet v2',
  levels: [1, 4],
  judged: 1,
  prepare: () =>
    prepared('stamps-mobilenet-v1', (to) => {
      writeStamps(to);
      writeNsfwModel(join(to, 'mobilenet'));
      const path = 'mobilenet/model.json';
      writeConfig(to, config({ type: 'keras', path, head: 'new', featureLayer: 'flatten_1', l2: 0.001 }));
    }),
};

function config(model: InfluenceConfigInput['model']): InfluenceConfigInput {
  return { train: 'train', test: 'test', model };
}

/** More than there are. */
const ALL = 1000;

export const audit: Benchmark = {
  name: 'audit',
  title: 'Attack by one edited training picture on each test picture that is predicted right',
  async run({ log }) {
    const figures: Figure[] = [];
    for (const { data, prepare, levels, judged } of [ANIMALS, SHAPES]) {
      const dataset = { config: join(await prepare(), 'influence.json') };
      const engine = createEngine({ cache: noCache, log: () => undefined });
      for (const bound of levels) {
        const { document } = await attack(engine, { dataset, targets: ALL, levels: bound, share: 0 }, QUIET);
        const { tried, flipped, rows, timings, backend } = document;
        log(`${data}, ${bound} of 255 levels: ${flipped} of ${tried}`);
        const { rows: training } = document.dataset;
        const { l2, testAccuracy } = document.model;
        const seconds = (timings.solveMs / 1000 / tried).toFixed(2);
        const most = Math.max(...rows.map(({ flips }) => flips));
        figures.push({
          name: `${data}: flipped, ${bound} of 255 levels a pixel`,
          value: flipped / tried,
          unit: '',
          target: bound >= judged ? { atLeast: 0.57 } : undefined,
          detail: `${flipped} of ${tried}; ${training} training pictures, l2 ${l2}, ${(100 * testAccuracy!).toFixed(1)} % right; the best edit flips ${most} at once; ${seconds} s each on ${backend.name}`,
        });
      }
    }
    return figures;
  },
};
