/** What the ranking stands on: checks and model, one of them open at a time. */
import type { TemplateResult } from 'lit-html';
import type { RankedLabels } from '../../extension/contract/panel';
import { evidenceSections } from '../shell/evidence';
import { sections } from '../shell/sections';
import type { Section } from './ui';

export function aboutView(
  { head, solver }: RankedLabels,
  open: Section | undefined,
  toggle: (section: Section) => void,
): TemplateResult {
  return sections(evidenceSections(head, solver), open, toggle);
}
