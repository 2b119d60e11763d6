/** Shows the explanation of one prediction in the panel, and remembers that it was asked for. */
import type { TargetChoice } from '../../contract/protocol';
import type { RecordRef } from '../../contract/records';
import type { Dataset } from '../datasets/types';
import { showExplanation } from '../panel/panel';
import type { Services } from '../services';

export interface Explanation {
  dataset: Dataset;
  target: RecordRef;
  choice: TargetChoice;
  title: string;
}

export function explain(services: Services, { dataset, target, choice, title }: Explanation): void {
  const ref = services.datasets.ref(dataset);
  services.recent.add({ dataset: ref, target, choice, title });
  showExplanation(services, ref, target, choice);
}
