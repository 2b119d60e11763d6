/** Under the checks of an answer: the way to run all of them, how far they are, and how it ended. */
import { html, type TemplateResult } from 'lit-html';
import type { FullChecks } from '../../extension/contract/fullChecks';
import type { FromPanel } from '../../extension/contract/panel';
import { formatDuration, formatShare } from '../format/numbers';
import { button } from '../ui/button';
import { icon } from '../ui/icon';

type Post = (message: FromPanel) => void;

export interface CheckRun {
  /** Absent until they have been asked for. */
  checks: FullChecks | undefined;
  post: Post;
}

export function fullChecksView({ checks, post }: CheckRun): TemplateResult {
  switch (checks?.phase) {
    case 'running':
      return running(checks, post);
    case 'done':
      return html`<p class="full-checks quiet">
        ${icon('checklist')} <span>All checks have been run.</span>
      </p>`;
    case 'failed':
      return offer(
        'Run them again',
        post,
        html`${icon('error', 'fail')} ${checks.error.message} ${checks.error.hint ?? ''}`,
      );
    case 'stopped':
      return offer('Run all checks', post, html`Stopped before all were run.`);
    case undefined:
      return offer(
        'Run all checks',
        post,
        html`Retrains without ten rows, and networks from other seeds: seconds to minutes. Asking for
        something else stops them.`,
      );
  }
}

function offer(label: string, post: Post, words: TemplateResult): TemplateResult {
  return html`<div class="full-checks">
    ${button({ label, icon: 'checklist', onClick: () => post({ type: 'checks', run: true }) })}
    <span class="quiet">${words}</span>
  </div>`;
}

function running({ progress }: Extract<FullChecks, { phase: 'running' }>, post: Post): TemplateResult {
  const { stage = 'Checking', fraction, etaMs } = progress ?? {};
  const left = etaMs === undefined ? '' : ` · about ${formatDuration(etaMs)} left`;
  return html`<div class="full-checks">
    ${button({ label: 'Stop', icon: 'debug-stop', onClick: () => post({ type: 'checks', run: false }) })}
    <progress aria-label=${stage} max="1" .value=${fraction ?? 0}></progress>
    <span>${stage}</span>
    <span class="quiet numbers">${fraction === undefined ? '' : formatShare(fraction)}${left}</span>
  </div>`;
}
