/** The line on top of every view: the way back, what is shown, what can be done with the panel. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PanelState } from '../../extension/contract/panel';
import type { Bridge } from '../bridge';
import { iconButton } from '../ui/button';

export function placeView(
  { canGoBack, pinned }: Pick<PanelState, 'canGoBack' | 'pinned'>,
  what: TemplateResult,
  post: Bridge['post'],
): TemplateResult {
  return html`<div class="place">
    ${
      canGoBack
        ? iconButton({
            label: 'Back to what was shown before',
            icon: 'arrow-left',
            onClick: () => post({ type: 'back' }),
          })
        : nothing
    }
    ${what}
    <span class="spring"></span>
    ${iconButton({
      label: pinned
        ? 'Kept open: what is asked next opens a new panel'
        : 'Keep open: what is asked next opens a new panel',
      icon: pinned ? 'pinned' : 'pin',
      pressed: pinned,
      onClick: () => post({ type: 'pin', pinned: !pinned }),
    })}
    ${iconButton({ label: 'Run again', icon: 'refresh', onClick: () => post({ type: 'run' }) })}
  </div>`;
}
