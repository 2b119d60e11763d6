/** What stands above any view: progress, an error, data that changed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ErrorData } from '../../extension/contract/errors';
import type { PanelState } from '../../extension/contract/panel';
import type { Progress } from '../../extension/contract/progress';
import type { Bridge } from '../bridge';
import { formatDuration, formatShare } from '../format/numbers';
import { button } from '../ui/button';
import { icon } from '../ui/icon';

export function progressStrip(progress: Progress | undefined, post: Bridge['post']): TemplateResult {
  const stage = progress?.stage ?? 'Asking the engine';
  const { fraction, etaMs } = progress ?? {};
  const left = etaMs === undefined ? undefined : `about ${formatDuration(etaMs)} left`;
  const facts = [fraction === undefined ? undefined : formatShare(fraction), left].filter(
    (fact) => fact !== undefined,
  );
  return html`<div class="strip" id="progress">
    <div
      class="track ${fraction === undefined ? 'unknown' : ''}"
      role="progressbar"
      aria-label=${stage}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${fraction === undefined ? nothing : Math.round(fraction * 100)}
    >
      <div class="fill" .style=${`width: ${fraction === undefined ? 30 : fraction * 100}%`}></div>
    </div>
    <div class="words">
      <span class="stage">${stage}</span>
      <span class="quiet numbers">${facts.join(' · ')}</span>
      ${button({ label: 'Cancel', onClick: () => post({ type: 'cancel' }) })}
    </div>
  </div>`;
}

export function staleBanner({ request }: PanelState, post: Bridge['post']): TemplateResult {
  return request.view === 'review' ? refitBanner(post) : rerunBanner(post);
}

function refitBanner(post: Bridge['post']): TemplateResult {
  return html`<div class="banner warn" role="status">
    ${icon('info')}
    <p>
      <strong>The file is not what was ranked any more.</strong>
      Fit the model again to rank what it holds now, and to see what the changes brought.
    </p>
    ${button({ label: 'Fit again', icon: 'refresh', hint: 'Saves the file, fits the model and ranks the rows again', primary: true, onClick: () => post({ type: 'run' }) })}
  </div>`;
}

function rerunBanner(post: Bridge['post']): TemplateResult {
  return html`<div class="banner warn" role="status">
    ${icon('warning')}
    <p>
      <strong>The data or its configuration changed since this was computed.</strong>
      What you see belongs to the data as it was.
    </p>
    ${button({ label: 'Run again', icon: 'refresh', primary: true, onClick: () => post({ type: 'run' }) })}
  </div>`;
}

export function errorNotice(error: ErrorData, canGoBack: boolean, post: Bridge['post']): TemplateResult {
  const { location } = error;
  const place = location && `${location.file}${location.line === undefined ? '' : `, line ${location.line}`}`;
  return html`<div class="notice" role="alert">
    ${error.code === 'restricted' ? icon('shield') : icon('error', 'fail')}
    <div>
      <h1>${error.message}</h1>
      ${error.hint === undefined ? nothing : html`<p>${error.hint}</p>`}
      ${
        place === undefined
          ? nothing
          : html`<p>
              <button class="link" @click=${() => post({ type: 'openLocation', location: location! })}>
                ${place}</button
              >${location?.key === undefined ? nothing : html`<span class="quiet"> (${location.key})</span>`}
            </p>`
      }
      <div class="actions">
        ${
          error.code === 'restricted'
            ? button({
                label: 'Manage workspace trust',
                icon: 'shield',
                primary: true,
                onClick: () => post({ type: 'manageTrust' }),
              })
            : html`${button({ label: 'Try again', icon: 'refresh', primary: true, onClick: () => post({ type: 'run' }) })}
              ${button({ label: 'Show log', icon: 'output', onClick: () => post({ type: 'showLog' }) })}`
        }
        ${canGoBack ? backButton(post) : nothing}
      </div>
    </div>
  </div>`;
}

export function cancelledNotice(canGoBack: boolean, post: Bridge['post']): TemplateResult {
  return html`<div class="notice">
    ${icon('circle-slash')}
    <div>
      <h1>Stopped before there was an answer.</h1>
      <div class="actions">
        ${button({ label: 'Run it', icon: 'play', primary: true, onClick: () => post({ type: 'run' }) })}
        ${canGoBack ? backButton(post) : nothing}
      </div>
    </div>
  </div>`;
}

function backButton(post: Bridge['post']): TemplateResult {
  return button({
    label: 'Back',
    icon: 'arrow-left',
    hint: 'Back to what was shown before',
    onClick: () => post({ type: 'back' }),
  });
}

/** The shape of what is to come, while there is nothing yet. */
export function skeleton(): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">
    <div class="bone title"></div>
    <div class="bones">
      <div>${[92, 60, 40].map((width) => html`<div class="bone" .style=${`width: ${width}%`}></div>`)}</div>
      <div class="bone plot"></div>
    </div>
    ${Array.from({ length: 12 }, () => html`<div class="bone record"></div>`)}
  </div>`;
}

export type Phase = PanelState['phase'];
