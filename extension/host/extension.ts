/** Puts the parts together. Activation computes nothing: the engine starts with the first request. */
import * as vscode from 'vscode';
import { registerCommands } from './commands/register';
import { checkConfigs } from './datasets/checkConfigs';
import { createFactStore } from './datasets/facts';
import { createProblemReporter } from './datasets/problems';
import { createCheckedPredictions } from './checkedPredictions';
import { createDatasetStore } from './datasets/store';
import { createTargetLists } from './datasets/targetLists';
import { registerCodeLens } from './editor/codeLens';
import { createTrackedDocuments } from './editor/documents';
import { registerHover } from './editor/hover';
import { openRecord } from './editor/openRecord';
import { registerRowColumn } from './editor/rowColumn';
import { createScoreStore } from './editor/scores';
import { registerFlagMarks } from './flags/marks';
import { registerFlagProblems } from './flags/problems';
import { createFlagStore } from './flags/store';
import { observeEngine } from './observedEngine';
import { registerPanels } from './panel/restore';
import { createRecentExplanations } from './recent';
import { registerSuspectBadge } from './review/badge';
import { registerSuspectLens } from './review/codeLens';
import { createEvidenceStore } from './review/evidence';
import { createSuspectPlaces } from './review/places';
import { createPreviews } from './review/previews';
import { registerSuspectProblems } from './review/problems';
import { registerSuspectFixes } from './review/quickFixes';
import { createReviewStore } from './review/store';
import { goOnWithSample } from './sampleOpened';
import type { Services } from './services';
import { onSettingChange } from './settings';
import { createErrorReporter } from './showError';
import { startClient } from './startClient';
import { registerDatasetsTree } from './views/datasetsTree';
import { registerExplanationsTree } from './views/explanationsTree';
import { registerFlagsTree } from './views/flagsTree';
import { registerStatusBar } from './views/statusBar';
import { createSuspectsView } from './views/suspectsTree';

/** What the extension gives to others, and to its tests. */
export interface InfluenceApi {
  readonly services: Services;
}

export function activate(context: vscode.ExtensionContext): InfluenceApi {
  const start = performance.now();
  const log = vscode.window.createOutputChannel('Influence', { log: true });
  const client = startClient(context, log);
  const datasets = createDatasetStore(context.workspaceState, log);
  const facts = createFactStore();
  const problems = createProblemReporter();
  const observed = observeEngine(client, {
    answered(config, head) {
      facts.set(config, head ? { head, error: undefined, stale: false } : { error: undefined });
      problems.clear(config);
    },
    failed(config, error) {
      if (error.code === 'cancelled' || error.code === 'stale') return;
      facts.set(config, { error });
      void problems.set(config, error);
    },
  });
  const { engine, activity } = observed;
  const documents = createTrackedDocuments(log);
  const targets = createTargetLists(engine, datasets);
  const scores = createScoreStore(engine, datasets, documents, facts, log);
  const flags = createFlagStore(engine, datasets, log);
  const review = createReviewStore(engine, datasets, documents, flags, log);
  const evidence = createEvidenceStore(engine, datasets, review);
  const suspectPlaces = createSuspectPlaces(engine, datasets, documents, review);
  const previews = createPreviews(review, datasets, targets, log);
  const suspectsView = createSuspectsView({ review, datasets, evidence, previews });
  const recent = createRecentExplanations(context.workspaceState);
  const { version } = context.extension.packageJSON as { version: string };
  const checked = createCheckedPredictions(context.workspaceState, version);
  const services: Services = {
    context,
    log,
    engine,
    restartEngine: () => client.restart(),
    activity,
    datasets,
    facts,
    targets,
    documents,
    scores,
    flags,
    review,
    evidence,
    suspectPlaces,
    suspectsView,
    problems,
    recent,
    checked,
    openRecord: (place, options) => openRecord(engine, documents, place, options),
    showError: createErrorReporter(log),
  };
  const forget = () => {
    facts.clear();
    scores.clear();
    targets.clear();
    review.clear();
  };
  context.subscriptions.push(
    log,
    client,
    observed,
    datasets,
    facts,
    problems,
    documents,
    targets,
    scores,
    flags,
    review,
    evidence,
    suspectPlaces,
    previews,
    suspectsView,
    recent,
    registerCommands(services, async () => (await import('./commands/handlers')).commandHandlers),
    registerPanels(services),
    registerCodeLens(services),
    registerRowColumn(services),
    registerHover(services),
    registerFlagMarks(services),
    registerFlagProblems(services),
    registerSuspectLens(services),
    registerSuspectProblems(services),
    registerSuspectFixes(services),
    registerSuspectBadge(services),
    registerStatusBar(services),
    registerDatasetsTree(services),
    registerExplanationsTree(services),
    registerFlagsTree(services),
    checkConfigs(services),
    onSettingChange(['backend'], forget),
    onSettingChange(['nativeModule', 'memory'], () => {
      forget();
      client.restart();
    }),
  );
  void goOnWithSample(context);
  log.info(`Activated in ${Math.round(performance.now() - start)} ms.`);
  return { services };
}
