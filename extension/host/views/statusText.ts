/** What the status bar says. */
import type { BackendName } from '../../contract/config';
import type { Facts } from '../datasets/facts';
import type { Dataset } from '../datasets/types';
import { formatCount, formatPercent } from '../editor/format';
import type { Job } from '../observedEngine';
import { progressMessage } from '../progressText';

export interface StatusInput {
  dataset: Pick<Dataset, 'name' | 'model' | 'problem'>;
  facts?: Facts;
  jobs: readonly Job[];
  trusted: boolean;
}

export interface StatusText {
  text: string;
  /** Markdown. */
  tooltip: string;
}

const BACKENDS: Record<BackendName, string> = { tensorflow: 'TensorFlow', wasm: 'WASM', cpu: 'JavaScript' };

export function backendName(name: BackendName): string {
  return BACKENDS[name];
}

export function describeStatus({ dataset, facts, jobs, trusted }: StatusInput): StatusText {
  const { head } = facts ?? {};
  const error = dataset.problem ?? facts?.error;
  const job = jobs.at(-1);
  const state = stateOf({ trusted, job, failed: error !== undefined, facts });
  const backend = head ? backendName(head.backend.name) : undefined;
  const parts = [dataset.name, head?.model.type ?? dataset.model, backend, state.suffix];
  const lines = [`**Influence: ${dataset.name}**`, state.words];
  if (job?.progress) lines.push(progressMessage(job.progress));
  if (error && !job) lines.push([error.message, error.hint].filter(Boolean).join(' '));
  if (head) {
    const { dataset: data, model, backend: computed } = head;
    lines.push(
      `${formatCount(data.rows)} training rows, ${formatCount(data.testRows)} test rows, ${formatCount(data.features)} features`,
      `${model.type}, test accuracy ${formatPercent(model.testAccuracy ?? NaN)}, training accuracy ${formatPercent(model.trainAccuracy)}`,
      `${backendName(computed.name)} ${computed.version}: ${computed.reason}`,
    );
  }
  return {
    text: `${state.icon} ${parts.filter((part) => part !== undefined).join(' · ')}`,
    tooltip: lines.join('\n\n'),
  };
}

interface State {
  icon: string;
  words: string;
  suffix?: string;
}

function stateOf(input: { trusted: boolean; job?: Job; failed: boolean; facts?: Facts }): State {
  const { trusted, job, failed, facts } = input;
  if (!trusted)
    return { icon: '$(shield)', words: 'Restricted Mode: nothing is fitted.', suffix: 'restricted' };
  if (job) {
    const share = job.progress?.fraction;
    const suffix = share === undefined ? 'working' : `${Math.floor(share * 100)} %`;
    return { icon: '$(sync~spin)', words: 'The engine is at work.', suffix };
  }
  if (failed) return { icon: '$(error)', words: 'The last run failed.', suffix: 'failed' };
  if (facts?.stale) {
    return { icon: '$(history)', words: 'The data changed since the last fit.', suffix: 'stale' };
  }
  if (facts?.head) return { icon: '$(graph-scatter)', words: 'Fitted.' };
  return { icon: '$(graph-scatter)', words: 'Not fitted yet.', suffix: 'not fitted' };
}
