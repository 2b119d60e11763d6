/** What was predicted, how sure, and with respect to which class it is explained. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExplainedTarget } from '../../extension/contract/documents';
import type { TargetChoice } from '../../extension/contract/protocol';
import { formatCount, formatProbability, formatSignificant } from '../format/numbers';
import { baseName } from '../format/words';
import { placeView } from '../shell/place';
import { probabilityBars, type ClassProbability } from '../shell/probabilityBars';
import { dropdown } from '../ui/dropdown';
import { icon } from '../ui/icon';
import { scaleWell } from '../ui/pictures';
import type { Actions } from './actions';
import type { Store } from './store';

type HeadActions = Pick<Actions, 'post' | 'open' | 'choice' | 'toggleClasses'>;

export function headView(
  target: ExplainedTarget,
  classes: readonly string[],
  state: Store['state'],
  allClasses: boolean,
  { image, isFile, ranked }: { image?: string; isFile: boolean; ranked: TemplateResult },
  actions: HeadActions,
): TemplateResult {
  const { request } = state;
  return html`
    ${placeView(
      state,
      html`<button
          class="link"
          title="Open this row in its file"
          @click=${() => actions.open(request.target, true)}
        >
          ${baseName(target.file)}
        </button>
        <span class="quiet numbers"
          >row ${formatCount(target.row)}${isFile ? nothing : ` · line ${formatCount(target.line)}`}</span
        >`,
      actions.post,
    )}
    ${image === undefined ? nothing : html`<img class="explained-image" src=${image} alt="The explained image" @load=${scaleWell} />`}
    <h1>
      Predicted <b>${target.predicted}</b>,
      ${formatProbability(target.probabilities[target.predicted] ?? Number.NaN)} sure
    </h1>
    ${verdict(target)}
    ${probabilityBars(classProbabilities(target), {
      title: 'Probabilities',
      all: allClasses,
      toggleAll: actions.toggleClasses,
      tag: (name) => tags(name, target),
    })}
    <div class="explaining">
      ${dropdown({
        label: 'Class with respect to which the prediction is explained',
        value: valueOf(request.choice),
        options: choices(target, classes),
        onChange: (value) => actions.choice(choiceOf(value)),
      })}
      <span
        class="quiet numbers"
        title="−log of the probability that the model gives to this class: 0 when it is certain of it."
      >
        loss ${formatSignificant(target.loss)}
      </span>
      ${ranked}
    </div>
  `;
}

function verdict({ label, predicted }: ExplainedTarget): TemplateResult {
  if (label === undefined)
    return html`<p class="verdict">${icon('question')} It has no label to compare with.</p>`;
  if (label === predicted) return html`<p class="verdict">${icon('pass', 'pass')} As labelled.</p>`;
  return html`<p class="verdict">
    ${icon('error', 'fail')}<span>Its label is <b>${label}</b>.</span>
  </p>`;
}

function classProbabilities({ probabilities }: ExplainedTarget): ClassProbability[] {
  return Object.entries(probabilities).map(([name, probability]) => ({ name, probability }));
}

function tags(name: string, { predicted, label, explained }: ExplainedTarget): string {
  return [name === predicted && 'predicted', name === label && 'label', name === explained && 'explained']
    .filter((tag) => tag !== false)
    .join(', ');
}

function choices(target: ExplainedTarget, classes: readonly string[]): { value: string; label: string }[] {
  return [
    ...(target.label === undefined ? [] : [{ value: 'label', label: `Explains its label: ${target.label}` }]),
    { value: 'prediction', label: `Explains the prediction: ${target.predicted}` },
    ...classes.map((name) => ({ value: `class:${name}`, label: `Explains class ${name}` })),
  ];
}

const valueOf = (choice: TargetChoice) => (choice.by === 'class' ? `class:${choice.name}` : choice.by);

function choiceOf(value: string): TargetChoice {
  if (value === 'label' || value === 'prediction') return { by: value };
  return { by: 'class', name: value.slice('class:'.length) };
}
