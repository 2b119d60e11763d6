import type { Services } from '../services';

export async function showLog({ log }: Services): Promise<void> {
  log.show();
}

export async function restartEngine(services: Services): Promise<void> {
  services.restartEngine();
  services.scores.clear();
}
