import type { MislabelScore } from '../../contract/documents';
import { alo } from './scores/alo';
import { loss } from './scores/loss';
import { selfInfluence } from './scores/selfInfluence';
import type { Scorer } from './types';

/** Every score by name; the first is the default. */
export const SCORERS: readonly Scorer[] = [alo, selfInfluence, loss];

export function scorerNamed(name: MislabelScore): Scorer {
  return SCORERS.find((scorer) => scorer.name === name)!;
}
