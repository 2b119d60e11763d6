/** The active row in full: given against suggested label, what speaks for either, the whole row. */
import { html, type TemplateResult } from 'lit-html';
import type { LabelEvidence } from '../../extension/contract/review';
import { formatCount, formatFixed, formatSignificant } from '../format/numbers';
import { probabilityBars } from '../shell/probabilityBars';
import { button, iconButton } from '../ui/button';
import { icon } from '../ui/icon';
import type { Actions } from './actions';
import { contributionsView } from './contributions';
import { neighboursView } from './neighbours';
import { givenLabel, suggestedLabel } from './rows';
import { SCORE_TEXTS } from './scores';
import type { Store } from './store';
import { wholeRowView } from './wholeRow';

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
  return probabilityBars(known, {
    title: 'Probabilities by a model that has not seen the row',
    all: allClasses,
    toggleAll: () => actions.toggle('allClasses'),
    tag: (name) => (name === given ? 'given' : name === suggested ? 'suggested' : ''),
  });
}
