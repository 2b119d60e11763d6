/** What the rows are ranked by, and how far that agrees with influence. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RankingName } from '../../extension/contract/rankings';
import type { ShownExplanation } from '../../extension/contract/shown';
import { formatFixed } from '../format/numbers';
import { RANKING_WORDS } from '../format/rankings';
import { dropdown } from '../ui/dropdown';

export function rankedByView(
  { ranking, rankings }: Pick<ShownExplanation, 'ranking' | 'rankings'>,
  rankBy: (name: RankingName) => void,
): TemplateResult {
  return html`${dropdown({
    label: 'What the rows are ranked by',
    value: ranking?.by ?? 'influence',
    options: rankings.map((name) => ({ value: name, label: RANKING_WORDS[name].ranked })),
    onChange: (name) => rankBy(name as RankingName),
  })}${
    ranking === undefined
      ? nothing
      : html`<span
          class="quiet numbers"
          title="Spearman’s correlation with the ranking by size of influence, and how many of the first ten rows are among its first ten."
        >
          agreement with influence ${ranking.spearman === null ? '–' : formatFixed(ranking.spearman, 2)},
          ${ranking.shared} of the first 10
        </span>`
  }`;
}
