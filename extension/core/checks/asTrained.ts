import type { Check } from '../../contract/documents';
import type { FitReport } from '../models/types';

/** Above this the loss of the training rows still falls steeply somewhere. */
const AT_REST = 1e-2;

/** Whether layers that stay as they were trained elsewhere are at an optimum of these rows. */
export function checkAsTrained({ gradientNorm }: FitReport): Check {
  const norm = `gradient norm ${gradientNorm.toExponential(1)}`;
  return gradientNorm <= AT_REST
    ? {
        name: 'stationarity',
        status: 'pass',
        value: gradientNorm,
        message: `The layers are as they were trained, at an optimum of these rows (${norm}).`,
      }
    : {
        name: 'stationarity',
        status: 'warn',
        value: gradientNorm,
        message: `The layers are as they were trained, which is no optimum of these rows (${norm}): influence tells how they would respond from there. Train on for other answers, or check "model.classes" and "model.input".`,
      };
}
