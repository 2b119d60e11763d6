import type { Check } from '../../contract/documents';

/** Below this the head that is explained is another one than the model's own. */
const ENOUGH = 0.95;

/** Whether the last layer that was fitted here says what the model's own says. @param share of the training rows */
export function checkOwnHead(share: number): Check {
  const percent = `${(100 * share).toFixed(1)} %`;
  const same = `The last layer was fitted to the training rows; it predicts the same class as the model's own for ${percent} of them.`;
  return share >= ENOUGH
    ? { name: 'own-head', status: 'pass', value: share, message: same }
    : {
        name: 'own-head',
        status: 'warn',
        value: share,
        message: `${same} So it explains itself rather than the model: check "model.classes" and "model.input", or lower "model.l2".`,
      };
}
