/** What any answer stands on: its checks, its model and how it was solved; one of them open at a time. */
import { nothing, type TemplateResult } from 'lit-html';
import * as v from 'valibot';
import type { DocumentHead, SolverHead } from '../../extension/contract/documents';
import { withFullChecks } from '../../extension/contract/fullChecks';
import type { FromPanel, PanelState } from '../../extension/contract/panel';
import { checkList, checksTitle, failedChecks } from './checks';
import { fullChecksView, type CheckRun } from './fullChecks';
import { modelFacts, modelTitle } from './modelFacts';
import { sections, type Section } from './sections';

export const EvidenceUi = v.object({ section: v.optional(v.picklist(['checks', 'model'])) });
type EvidenceUi = v.InferOutput<typeof EvidenceUi>;

type EvidenceSection = 'checks' | 'model';

/** `solver` where the answer tells of one; `run` where it is about a prediction, of which more can be checked. */
export function evidenceSections(
  head: DocumentHead,
  solver?: SolverHead,
  run?: CheckRun,
): Section<EvidenceSection>[] {
  const checks = withFullChecks(head.checks, run?.checks);
  return [
    {
      name: 'checks',
      title: checksTitle(checks, run?.checks?.phase === 'running'),
      content: () => checkList({ checks, notices: head.notices }, run ? fullChecksView(run) : nothing),
    },
    { name: 'model', title: modelTitle(head, solver), content: () => modelFacts(head, solver) },
  ];
}

interface EvidencePage {
  state: PanelState;
  result: { head: DocumentHead; solver?: SolverHead };
  ui: EvidenceUi;
  context: { post(message: FromPanel): void };
  keep(change: EvidenceUi): void;
}

/** For views of a prediction that show nothing else there. */
export function evidenceView({ state, result, ui, context, keep }: EvidencePage): TemplateResult {
  const run = { checks: state.checks, post: (message: FromPanel) => context.post(message) };
  return sections(evidenceSections(result.head, result.solver, run), ui.section, (name) =>
    keep({ section: ui.section === name ? undefined : name }),
  );
}

/** What must be said before anything else: of the answer and, where they were all run, of the prediction that it is about. */
export function failedEvidence({
  state,
  result,
}: Pick<EvidencePage, 'state' | 'result'>): TemplateResult | typeof nothing {
  return failedChecks(withFullChecks(result.head.checks, state.checks));
}
