/** What a reviewer should know before anything else. */
import { html, type TemplateResult } from 'lit-html';
import type { Notice } from '../../extension/contract/records';
import { icon } from '../ui/icon';

export function noticesView(notices: readonly Notice[]): TemplateResult {
  return html`${notices
    .filter(({ line, column }) => line === undefined && column === undefined)
    .map(
      ({ message }) =>
        html`<div class="banner warn">
          ${icon('warning')}
          <p>${message}</p>
        </div>`,
    )}`;
}
