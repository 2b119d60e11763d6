/** What was ranked, how many labels look wrong, by which score. */
import { html, type TemplateResult } from 'lit-html';
import { formatCount, formatProbability, formatRows, formatSignificant } from '../format/numbers';
import { baseName } from '../format/words';
import { placeView } from '../shell/place';
import { SCORES } from '../../extension/contract/panelRequest';
import type { MislabelScore } from '../../extension/contract/documents';
import { checkbox } from '../ui/checkbox';
import { dropdown } from '../ui/dropdown';
import type { Actions } from './actions';
import { BALANCE_HINT, SCORE_TEXTS } from './scores';
import type { Store } from './store';

export function headView({ model, state }: Store, actions: Actions): TemplateResult {
  const { result, suspects, count } = model.rows;
  const { dataset, model: fitted } = result.head;
  return html`
    ${placeView(
      state,
      html`<span>${dataset.name}</span> <span class="quiet">${baseName(result.file)}</span>`,
      actions.post,
    )}
    <h1>
      <b>${formatCount(suspects)}</b> of ${formatCount(count)} labels ${suspects === 1 ? 'looks' : 'look'}
      wrong
    </h1>
    <p class="quiet">
      For these, a model that has not seen the row prefers another
      label.${
        fitted.testAccuracy === null || fitted.testLoss === null
          ? ''
          : html` On ${formatRows(dataset.testRows)} for testing it is right in
              <span class="numbers">${formatProbability(fitted.testAccuracy)}</span>, loss
              <span class="numbers">${formatSignificant(fitted.testLoss)}</span>.`
      }
    </p>
    <div class="scoring">
      ${dropdown({
        label: 'Score that ranks the rows',
        value: result.score,
        options: SCORES.map((name) => ({ value: name, label: SCORE_TEXTS[name].name })),
        onChange: (score) => actions.score(score as MislabelScore),
      })}
      ${checkbox({
        label: 'Balance classes',
        hint: BALANCE_HINT,
        checked: result.balanced,
        onChange: actions.balanced,
      })}
      <p class="quiet">${SCORE_TEXTS[result.score].explanation}</p>
    </div>
  `;
}
