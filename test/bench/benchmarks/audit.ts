/** How many predictions one edited training picture can flip (paper, Sec. 5.2), by how much of each pixel may change. */
import { join } from 'node:path';
import { audit as attack } from '../../../extension/engine/answers/audit';
import { noCache } from '../../../extension/engine/cache/store';
import { createEngine } from '../../../extension/engine/session/engine';
import { writePictures } from '../../data/pictures';
import { prepared, writeConfig } from '../../data/prepared';
import { QUIET } from '../problem';
import type { Benchmark, Figure } from '../types';

const L2 = 0.003;
const COUNTS = { train: 40, test: 60 };
/** Changes of a pixel, of 255 levels; the last is judged. */
const LEVELS = [2, 4, 8];

export const audit: Benchmark = {
  name: 'audit',
  title: `Attack by one edited training picture, ${2 * COUNTS.train} generated photographs of two shapes, 32 × 32 in colour, logistic, l2 ${L2}`,
  async run({ log }) {
    const folder = await prepared('pictures-v1', (to) => {
      writePictures(to, COUNTS, 5);
      writeConfig(to, { train: 'train', test: 'test', model: { type: 'logistic', l2: L2 } });
    });
    const dataset = { config: join(folder, 'influence.json') };
    const engine = createEngine({ cache: noCache, log: () => undefined });
    const figures: Figure[] = [];
    for (const levels of LEVELS) {
      const {
        document: { tried, flipped, right, rows },
      } = await attack(engine, { dataset, targets: 2 * COUNTS.test, levels, share: 0 }, QUIET);
      log(`${levels} levels: ${flipped} of ${tried}`);
      figures.push({
        name: `flipped, ${levels} of 255 levels a pixel`,
        value: flipped / tried,
        unit: '',
        target: levels === LEVELS.at(-1) ? { atLeast: 0.57 } : undefined,
        detail: `${flipped} of all ${right} test pictures that are predicted right; the best edit flips ${Math.max(...rows.map(({ flips }) => flips))} at once`,
      });
    }
    return figures;
  },
};
