/** What any answer stands on: its checks, its model and how it was solved; one of them open at a time. */
import type { TemplateResult } from 'lit-html';
import * as v from 'valibot';
import type { DocumentHead, SolverHead } from '../../extension/contract/documents';
import { checkList, checksTitle } from './checks';
import { modelFacts, modelTitle } from './modelFacts';
import { sections, type Section } from './sections';

export const EvidenceUi = v.object({ section: v.optional(v.picklist(['checks', 'model'])) });
type EvidenceUi = v.InferOutput<typeof EvidenceUi>;

type EvidenceSection = 'checks' | 'model';

/** `solver` where the answer tells of one. */
export function evidenceSections(head: DocumentHead, solver?: SolverHead): Section<EvidenceSection>[] {
  return [
    { name: 'checks', title: checksTitle(head.checks), content: () => checkList(head) },
    { name: 'model', title: modelTitle(head, solver), content: () => modelFacts(head, solver) },
  ];
}

/** For views that show nothing else there. */
export function evidenceView(
  answer: { head: DocumentHead; solver?: SolverHead },
  { section }: EvidenceUi,
  keep: (change: EvidenceUi) => void,
): TemplateResult {
  return sections(evidenceSections(answer.head, answer.solver), section, (name) =>
    keep({ section: section === name ? undefined : name }),
  );
}
