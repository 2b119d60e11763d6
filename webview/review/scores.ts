/** The scores that rank labels, as a reviewer reads of them. */
import type { MislabelScore } from '../../extension/contract/documents';

export const SCORE_TEXTS: Record<MislabelScore, { name: string; explanation: string }> = {
  alo: {
    name: 'Held-out margin',
    explanation:
      'How much more likely another label is than the given one, for a model that has not seen the row.',
  },
  'self-influence': {
    name: 'Self-influence',
    explanation:
      'How strongly the row bends the model towards its own label: wrong labels have to be learned by heart.',
  },
  loss: {
    name: 'Loss',
    explanation:
      'How badly the fitted model predicts the given label, the row itself having been part of the fit.',
  },
};

export const BALANCE_HINT =
  'Scores relative to what is usual for the class: a rare class is fitted worse as a whole and would fill the head of the queue.';
