/** The active row in full: given against suggested label, what speaks for either, the whole row. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LabelEvidence } from '../../extension/contract/review';
import { formatCount, formatFixed, formatProbability, formatSignificant } from '../format/numbers';
import { button, iconButton } from '../ui/button';
import { icon } from '../ui/icon';
import type { Actions } from './actions';
import { contributionsView } from './contributions';
import { neighboursView } from './neighbours';
import { givenLabel, suggestedLabel } from './rows';
import { SCORE_TEXTS } from './scores';
import type { Store } from './store';
import { wholeRowView } from './wholeRow';

/** Classes with a bar while the list is short. */
const BARS = 4;

export function detailView(store: Store, actions: Actions): TemplateResult {
  const { rows, evidence: answers } = store.model;
  const { result } = rows;
  const position = store.selection.active;
  const { training } = result;
  const evidence = answers.get(String(position));
  return html`
    <div class="detail-head">
      <h2>
        Line ${formatCount(training.line[position])}
        <span class="quiet">row ${formatCount(training.row[position])}</span>
      </h2>
      <span class="spring"></span>
      ${iconButton({ label: 'Explain the prediction for this row (E)', icon: 'search-fuzzy', onClick: () => actions.explainRow(position) })}
      ${iconButton({ label: 'Hide the details', icon: 'close', onClick: actions.toggleDetail })}
    </div>
    <p>
      Labelled <b>${givenLabel(result, position)}</b>; a model that has not seen the row prefers
      <b>${suggestedLabel(result, position)}</b>.
    </p>
    ${probabilities(store, position, evidence, actions)}
    <p class="quiet numbers">
      Number ${formatCount(rows.rank[position])} by ${SCORE_TEXTS[result.score].name.toLowerCase()}
      ${formatFixed(result.suspicion[position], 3)} · self-influence
      ${formatSignificant(result.selfInfluence[position])} ·
      <span title="How much the row determines its own prediction, from 0 to 1."
        >leverage ${formatSignificant(result.leverage[position], 2)}</span
      >
    </p>
    ${evidence ? evidenceView(store, evidence, actions) : waiting(store, actions)}
    ${wholeRowView(store, position, evidence, actions)}
  `;
}

function evidenceView(store: Store, evidence: LabelEvidence, actions: Actions): TemplateResult {
  return html`${contributionsView(evidence)} ${neighboursView(store, evidence, actions)}`;
}

function waiting({ model }: Store, { refit }: Actions): TemplateResult {
  const { failure } = model.evidence;
  if (failure === undefined) return html`<p class="quiet">Looking for the evidence…</p>`;
  return html`<p>${icon('warning', 'warn')} ${failure}</p>
    <div class="actions">${button({ label: 'Fit again', icon: 'refresh', onClick: refit })}</div>`;
}

function probabilities(
  { model, allClasses }: Store,
  position: number,
  evidence: LabelEvidence | undefined,
  actions: Actions,
): TemplateResult {
  const { result } = model.rows;
  const given = givenLabel(result, position);
  const suggested = suggestedLabel(result, position);
  const known = evidence
    ? result.training.classes.map((name, c) => ({ name, probability: evidence.probabilities[c] }))
    : [
        { name: given, probability: result.looProbability[position] },
        { name: suggested, probability: result.suggestedProbability[position] },
      ];
  const all = known.sort((a, b) => b.probability - a.probability);
  const shown = allClasses
    ? all
    : all.filter(({ name }, i) => i < BARS || name === given || name === suggested);
  const hidden = all.length - shown.length;
  return html`<ul class="bars" aria-label="Probabilities by a model that has not seen the row">
    ${shown.map(
      ({ name, probability }) =>
        html`<li>
          <span class="name" title=${name}>${name}</span>
          <span class="track" aria-hidden="true"
            ><span class="fill" .style=${`width: ${probability * 100}%`}></span
          ></span>
          <span class="value numbers">${formatProbability(probability)}</span>
          <span class="tags">${name === given ? 'given' : name === suggested ? 'suggested' : ''}</span>
        </li>`,
    )}
    ${
      hidden > 0 || (allClasses && all.length > BARS)
        ? html`<li>
            <button class="link" @click=${() => actions.toggle('allClasses')}>
              ${hidden > 0 ? `${formatCount(hidden)} more ${hidden === 1 ? 'class' : 'classes'}` : 'Show fewer'}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}
