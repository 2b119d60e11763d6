import type { Command } from '../command';
import { counted } from '../output/numbers';

export const clearCacheCommand: Command = {
  name: 'clear-cache',
  summary: 'delete the fitted models that are kept on disk',
  description:
    'Deletes the fitted models and scores in the cache folder. INFLUENCE_LENS_CACHE names another folder.',
  options: ['json', 'help'],
  examples: [{ command: 'clear-cache', does: 'start afresh' }],
  async run({ options, engine }) {
    const cleared = await (await engine()).cache.clear();
    if (options.json) return JSON.stringify({ kind: 'clear-cache', version: 1, ...cleared });
    return `Deleted ${counted(cleared.files, 'entry', 'entries')}, ${(cleared.bytes / 1e6).toFixed(1)} MB.\n`;
  },
};
