/** Results as they are sent to the page of the panel. */
import type { PanelResult, ToPanel } from '../../contract/panel';
import type { ExplainResult } from '../../contract/protocol';
import type { ShownExplanation, ShownResult } from '../../contract/shown';
import { type AddressOf, withAddresses } from './images';
import { createSentArrays } from './sentArrays';

export interface ResultMessages {
  of(revision: number, result: PanelResult): ToPanel;
  /** The page was loaded anew. */
  forget(): void;
}

export function createResultMessages(addressOf: AddressOf): ResultMessages {
  const arrays = createSentArrays();
  return {
    of: (revision, result) => ({
      type: 'result',
      revision,
      result: arrays.pack(shownOf(withAddresses(result, addressOf))),
    }),
    forget: () => arrays.forget(),
  };
}

function shownOf(result: PanelResult): ShownResult {
  return result.view === 'explanation'
    ? { view: result.view, result: shownExplanation(result.result) }
    : result;
}

function shownExplanation({ influence, ...result }: ExplainResult): ShownExplanation {
  const { removalDelta, removalForecast, removalProbabilityDelta } = result;
  return {
    ...result,
    removalDelta: Float32Array.from(removalDelta),
    removalForecast: removalForecast && Float32Array.from(removalForecast),
    removalProbabilityDelta: Float32Array.from(removalProbabilityDelta),
  };
}
