import type { Services } from '../services';
import { requireDataset } from '../datasets/current';
import { explain } from './explain';
import type { DatasetArgument } from './ids';
import { pickTarget } from './pickTarget';

/** Lists the test rows of the dataset and explains the one that is chosen. */
export async function explainPrediction(services: Services, argument?: DatasetArgument): Promise<void> {
  const dataset = await requireDataset(services, argument);
  const { row, choice, title } = await pickTarget(`Explain Prediction: ${dataset.name}`, (work) =>
    services.targets.get(dataset, 'test', undefined, work),
  );
  explain(services, { dataset, target: { set: 'test', row }, choice, title });
}
