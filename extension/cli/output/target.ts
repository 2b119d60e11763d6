import type { ExplainedTarget } from '../../contract/documents';
import { figures, percent } from './numbers';
import type { Style } from './style';

const CLASSES_SHOWN = 6;

/** What was predicted, how sure, and what the explanation is about. */
export function targetLines(target: ExplainedTarget, style: Style): string[] {
  const { label, predicted, explained, probabilities } = target;
  const verdict =
    label === undefined
      ? ''
      : label === predicted
        ? `  ${style.good('✓ right')}`
        : `  ${style.bad('✗ wrong')}`;
  const ranked = Object.entries(probabilities).sort((a, b) => b[1] - a[1]);
  const others = ranked.slice(0, CLASSES_SHOWN).map(([name, share]) => `${name} ${percent(share)}`);
  const more = ranked.length > CLASSES_SHOWN ? `, ${ranked.length - CLASSES_SHOWN} more` : '';
  const about =
    explained === label ? 'its label' : explained === predicted ? 'its prediction' : 'a class that you chose';
  return [
    style.heading(`Row ${target.row} of ${target.file} (line ${target.line})`),
    `  Predicted  ${style.heading(predicted)}, ${percent(probabilities[predicted]!)} sure${verdict}`,
    ...(label === undefined ? [] : [`  Label      ${label}`]),
    `  Classes    ${others.join(', ')}${more}`,
    `  Explained  ${explained}, ${about}: probability ${percent(probabilities[explained]!)}, loss ${figures(target.loss)}`,
  ];
}
