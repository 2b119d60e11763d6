import { LensError, fromErrorData } from '../../contract/errors';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

/** Shows again why the last run on a dataset failed. */
export async function showDatasetError(services: Services, { config }: DatasetArgument): Promise<void> {
  const error =
    services.datasets.get(config)?.problem ??
    services.scores.state(config).error ??
    services.facts.get(config)?.error;
  throw error ? fromErrorData(error) : new LensError('cancelled', 'Nothing failed.');
}
