/** Questions about one prediction, from the command palette: the row is chosen from the list, the answer is a view of the panel. */
import { requireDataset } from '../datasets/current';
import { showPanel } from '../panel/panel';
import type { Services } from '../services';
import type { DatasetArgument } from './ids';
import { pickTarget } from './pickTarget';

/** Rows of the standard sample. */
const SAMPLE = 40;

export async function verifyPrediction(services: Services, argument?: DatasetArgument): Promise<void> {
  const explained = await pickExplained(services, 'Verify by Retraining', argument);
  showPanel(services, { view: 'verify', ...explained, rows: SAMPLE });
}

export async function findSlice(services: Services, argument?: DatasetArgument): Promise<void> {
  const explained = await pickExplained(services, 'Find Responsible Slice', argument);
  showPanel(services, { view: 'slices', ...explained });
}

async function pickExplained(services: Services, title: string, argument: DatasetArgument | undefined) {
  const dataset = await requireDataset(services, argument);
  const { row, choice } = await pickTarget(`${title}: ${dataset.name}`, (work) =>
    services.targets.get(dataset, 'test', undefined, work),
  );
  return { dataset: services.datasets.ref(dataset), target: { set: 'test' as const, row }, choice };
}
