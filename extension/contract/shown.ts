/**
 * What the page of the panel is given of a result. Numbers of all rows that are only displayed are float32 there: they are most of
 * what a large explanation weighs, and its weight most of the time until it is seen.
 */
import type { ResultOf, ViewName } from './panel';
import type { ExplainResult } from './protocol';

/** Displayed to fewer digits than float32 holds. */
type Displayed = 'removalDelta' | 'removalForecast' | 'removalProbabilityDelta';

/** `influence` is shown as the change that it predicts, `removalDelta`. */
export type ShownExplanation = Omit<ExplainResult, Displayed | 'influence'> & {
  [K in keyof Pick<ExplainResult, Displayed>]: Float32Array;
};

export type ShownOf<N extends ViewName> = N extends 'explanation' ? ShownExplanation : ResultOf<N>;
export type ShownResult = { [N in ViewName]: { view: N; result: ShownOf<N> } }[ViewName];
