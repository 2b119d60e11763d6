import { showExplanation } from '../panel/panel';
import type { Services } from '../services';
import type { RecentArgument } from './ids';

/** Shows an explanation of the list of recent ones again. */
export async function explainRecent(services: Services, { index }: RecentArgument): Promise<void> {
  const recent = services.recent.all[index];
  if (!recent) return;
  services.recent.add(recent);
  showExplanation(services, recent.dataset, recent.target, recent.choice);
}

export async function clearRecent({ recent }: Services): Promise<void> {
  recent.clear();
}
