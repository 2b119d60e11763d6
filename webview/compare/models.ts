/** What each of the models predicts, and how good it is. */
import { html, type TemplateResult } from 'lit-html';
import type { RequestOf } from '../../extension/contract/panel';
import type { Bridge } from '../bridge';
import { formatPlain, formatProbability } from '../format/numbers';
import { baseName, modelName } from '../format/words';
import { probabilityBars } from '../shell/probabilityBars';
import { button } from '../ui/button';
import { icon } from '../ui/icon';
import type { Side } from './sides';

export function modelView(
  { name, head, target }: Side,
  { dataset, other, target: ref, choice }: RequestOf<'compare'>,
  post: Bridge['post'],
): TemplateResult {
  const { model } = head;
  const right = target.label === undefined ? undefined : target.predicted === target.label;
  const accuracy = model.testAccuracy;
  return html`<h2>
      <span class="side-name">${name}</span> ${modelName(model.type)}
      <span class="quiet">${baseName(head.dataset.config)}</span>
    </h2>
    <p class="quiet numbers">
      ${accuracy === null ? '' : `${formatProbability(accuracy)} of the test rows right · `}${head.dataset.features.toLocaleString('en-US')}
      features${model.l2 === undefined ? '' : ` · L2 penalty ${formatPlain(model.l2)}`}
    </p>
    <p class="verdict">
      ${right === undefined ? icon('info') : icon(right ? 'pass' : 'error', right ? 'pass' : 'fail')}
      <span
        >predicts
        <b>${target.predicted}</b
        >${right === undefined ? '' : right ? ', rightly' : `, wrongly: it is labelled ${target.label}`}; loss
        <span class="numbers">${formatPlain(target.loss)}</span></span
      >
    </p>
    ${probabilityBars(
      Object.entries(target.probabilities).map(([each, probability]) => ({ name: each, probability })),
      {
        title: `Probabilities of model ${name}`,
        all: false,
        toggleAll: () => undefined,
        tag: (each) =>
          [each === target.label && 'label', each === target.explained && 'explained']
            .filter(Boolean)
            .join(', '),
      },
    )}
    ${button({
      label: `Explain with ${name}`,
      icon: 'search-fuzzy',
      hint: 'All training rows as this model ranks them',
      onClick: () =>
        post({
          type: 'ask',
          request: { view: 'explanation', dataset: name === 'A' ? dataset : other, target: ref, choice },
          replace: false,
        }),
    })}`;
}
