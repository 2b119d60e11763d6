import type { Command } from '../command';
import { datasetOf } from '../options/dataset';
import { COMMON } from '../options/types';

export const infoCommand: Command = {
  name: 'info',
  summary: 'show the dataset, its columns, how the model fits and what computes',
  description:
    'Shows how every column is read, how well the model fits, which backends there are, and whether the fit can be trusted. For a network it lists the layers and says which are differentiated, which stay frozen, and what to do about those that are not supported.',
  options: [...COMMON, 'layers'],
  examples: [
    { command: 'info --config influence.json', does: 'what does the model see?' },
    { command: 'info --config influence.json --layers', does: 'which layers are differentiated?' },
  ],
  async run({ options, work, style, engine }) {
    const dataset = datasetOf(options);
    if (options.layers === true) {
      const { layers } = await import('../../engine/answers/layers');
      const document = await layers(await engine(), { dataset }, work);
      if (options.json) return JSON.stringify(document);
      const { layersReport } = await import('../output/layers');
      return layersReport(document, style);
    }
    const { info } = await import('../../engine/answers/info');
    const document = await info(await engine(), { dataset }, work);
    if (options.json) return JSON.stringify(document);
    const { infoReport } = await import('../output/info');
    return infoReport(document, style);
  },
};
