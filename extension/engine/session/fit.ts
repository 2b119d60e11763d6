import type { ModelConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { featureNames } from '../../core/features/describe';
import { modelFamily } from '../../core/models/registry';
import type { DerivedStore, FitContext, FittedModel, RowScores, SavedModel } from '../../core/models/types';
import { contentKey } from '../cache/key';
import type { Cache } from '../cache/store';
import { configError } from '../config/load';
import type { Dataset } from '../dataset/types';
import { ENGINE_BUILD } from '../version';
import { requireArchitecture } from './architecture';
import { expectedFlops } from './cost';
import { backendFor } from './engine';
import { predict } from './predictions';
import { type DatasetRequest, timed } from './request';
import { preparedDataset } from './stages';
import { dropFitted, type Fitted, type Prepared } from './state';

/** The model fitted to the dataset: the one of the last request, else the cached one, else a new fit. */
export async function fittedModel(request: DatasetRequest, dataset: Dataset): Promise<Fitted> {
  const { state, work, timings } = request;
  const prepared = await preparedDataset(request, dataset);
  requireArchitecture(dataset.loaded, prepared.value.problem);
  return timed(timings, 'fitMs', async () => {
    const { backend, head, tensors } = await chosenBackend(request, dataset, prepared.value);
    const key = contentKey(ENGINE_BUILD, prepared.key, dataset.loaded.config.model, dataset.seed, head.name);
    if (state.fitted?.key === key) return { ...state.fitted.value, backend: head };
    dropFitted(state);
    const startKey = contentKey(
      dataset.loaded.config.model.type,
      dataset.classes,
      featureNames(prepared.value.plan),
    );
    const start = state.start?.key === startKey ? state.start.value : undefined;
    const { cache } = request.engine;
    const context: FitContext = {
      backend,
      seed: dataset.seed,
      work,
      start,
      tensors,
      store: derivedStore(cache, key),
      brought: prepared.value.brought,
    };
    const restored = await restore(request, dataset, prepared.value, key, context);
    const model = restored ?? (await fit(request, dataset, prepared.value, key, context));
    const { design, problem } = prepared.value;
    const { file, rows, labels } = dataset.test;
    const testFeatures = await design(file.table, rows, work);
    const value: Fitted = {
      key,
      prepared: prepared.value,
      model,
      backend: head,
      cached: restored !== undefined,
      training: predict(model, problem.features, problem.labels, problem.classes),
      test: predict(model, testFeatures, labels, problem.classes),
    };
    state.fitted = { key, value };
    state.start = { key: startKey, value: model.save() };
    return value;
  });
}

/** A place for what is derived from a model, beside the model in the cache. */
function derivedStore(cache: Cache, model: string): DerivedStore {
  const keyOf = (name: string): string => contentKey('derived', model, name);
  return {
    async get(name) {
      const known = await cache.get(keyOf(name));
      const whole = isObject(known) && Object.values(known).every((array) => array instanceof Float64Array);
      return whole ? (known as Record<string, Float64Array>) : undefined;
    },
    put: (name, arrays) => cache.put(keyOf(name), arrays),
  };
}

/** What a fit of the same data from another seed is given. */
export async function fitContext(
  request: DatasetRequest,
  dataset: Dataset,
  prepared: Prepared,
  seed: number,
): Promise<FitContext> {
  const { backend, tensors } = await chosenBackend(request, dataset, prepared);
  return { backend, seed, work: request.work, tensors, brought: prepared.brought };
}

function chosenBackend({ engine, ref }: DatasetRequest, { loaded }: Dataset, { problem }: Prepared) {
  return backendFor(engine, ref.backend ?? 'auto', expectedFlops(problem, loaded.config.model));
}

/** Self-influence and held-out probabilities of every training row, computed once for a model and a solver. */
export async function rowScores(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
): Promise<RowScores> {
  const { engine, state, work, timings } = request;
  const options = solverOptions(request, dataset);
  const key = contentKey('scores', fitted.key, options);
  if (state.scores?.key !== key) {
    const value = await timed(timings, 'scoreMs', async () => {
      const known = await engine.cache.get(key);
      if (isRowScores(known, dataset.train.rows.length)) return known;
      const scores = await fitted.model.rowScores(options, work);
      await engine.cache.put(key, scores);
      return scores;
    });
    state.scores = { key, value };
  }
  return state.scores.value;
}

/** Scores that are there already: in memory, or in the cache on disk. */
export async function knownRowScores(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
): Promise<RowScores | undefined> {
  const key = contentKey('scores', fitted.key, solverOptions(request, dataset));
  if (request.state.scores?.key === key) return request.state.scores.value;
  const known = await request.engine.cache.get(key);
  if (!isRowScores(known, dataset.train.rows.length)) return undefined;
  request.state.scores = { key, value: known };
  return known;
}

/** What the config and the caller say of the solver. */
export function solverOptions({ ref }: DatasetRequest, { loaded }: Dataset) {
  const { damping, curvature } = loaded.config.influence;
  const solver = ref.solver ?? loaded.config.influence.solver;
  const leverage = ref.leverage ?? loaded.config.influence.leverage;
  const network = isNetwork(loaded.config.model);
  if (solver === 'ekfac' && !network) {
    throw configError(
      loaded,
      ['influence', 'solver'],
      'The solver "ekfac" is there for networks only.',
      'Choose "auto", "exact" or "cg".',
    );
  }
  if (network && (solver === 'ekfac' || solver === 'lissa') && curvature === 'hessian') {
    throw configError(
      loaded,
      ['influence', 'curvature'],
      `The solver "${solver}" takes the Gauss-Newton matrix, not the Hessian.`,
      'Choose influence.curvature "gauss-newton", or influence.solver "cg" or "exact".',
    );
  }
  return { solver, damping, curvature, leverage };
}

function isNetwork(model: ModelConfig): boolean {
  return model.type === 'mlp' || model.type === 'cnn' || (model.type === 'keras' && model.layers !== 'last');
}

async function fit(
  { engine, work }: DatasetRequest,
  dataset: Dataset,
  { problem }: Prepared,
  key: string,
  context: FitContext,
): Promise<FittedModel> {
  work.progress({ stage: 'Fitting the model' });
  const { model: config } = dataset.loaded.config;
  const model = await modelFamily(config.type).fit(problem, config, context);
  await engine.cache.put(key, model.save());
  return model;
}

async function restore(
  { engine }: DatasetRequest,
  dataset: Dataset,
  { problem }: Prepared,
  key: string,
  context: FitContext,
): Promise<FittedModel | undefined> {
  const saved = await engine.cache.get(key);
  if (!isSavedModel(saved)) return undefined;
  const { model: config } = dataset.loaded.config;
  try {
    return await modelFamily(config.type).restore(problem, config, saved, context);
  } catch (error) {
    if (error instanceof LensError && error.code === 'cancelled') throw error;
    engine.log('warn', `The cached model could not be used: ${(error as Error).message}`);
    return undefined;
  }
}

function isSavedModel(value: unknown): value is SavedModel {
  return isObject(value) && isObject(value['report']) && isObject(value['arrays']);
}

function isRowScores(value: unknown, rows: number): value is RowScores {
  return (
    isObject(value) &&
    value['selfInfluence'] instanceof Float64Array &&
    value['selfInfluence'].length === rows
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
