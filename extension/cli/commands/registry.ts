import type { Command } from '../command';
import { auditCommand } from './audit';
import { budgetCommand } from './budget';
import { clearCacheCommand } from './clearCache';
import { compareCommand } from './compare';
import { explainCommand } from './explain';
import { infoCommand } from './info';
import { mislabelsCommand } from './mislabels';
import { predictionsCommand } from './predictions';
import { slicesCommand } from './slices';
import { validateCommand } from './validate';
import { whatIfCommand } from './whatIf';
import { whyCommand } from './why';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  explainCommand,
  predictionsCommand,
  mislabelsCommand,
  budgetCommand,
  validateCommand,
  whyCommand,
  slicesCommand,
  whatIfCommand,
  compareCommand,
  auditCommand,
  infoCommand,
  clearCacheCommand,
];
