import { pickDataset } from '../datasets/current';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';

/** Makes a dataset the active one. */
export async function chooseDataset(services: Services, argument?: DatasetArgument): Promise<void> {
  const { datasets } = services;
  const given = typeof argument?.config === 'string' ? datasets.get(argument.config) : undefined;
  await datasets.setActive(given ?? (await pickDataset(services, 'Choose Dataset')));
}
