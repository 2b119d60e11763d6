/** What the ranking stands on: checks and model, one of them open at a time. */
import type { TemplateResult } from 'lit-html';
import type { RankedLabels } from '../../extension/contract/panel';
import { checkList, checksTitle } from '../shell/checks';
import { modelFacts, modelTitle } from '../shell/modelFacts';
import { sections } from '../shell/sections';
import type { Section } from './ui';

export function aboutView(
  { head, solver }: RankedLabels,
  open: Section | undefined,
  toggle: (section: Section) => void,
): TemplateResult {
  return sections(
    [
      { name: 'checks', title: checksTitle(head.checks), content: () => checkList(head) },
      { name: 'model', title: modelTitle(head, solver), content: () => modelFacts(head, solver) },
    ],
    open,
    toggle,
  );
}
