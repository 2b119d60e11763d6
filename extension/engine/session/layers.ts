/** What is differentiated of the model of a config. */
import type { KerasConfig } from '../../contract/config';
import type { LayerReport } from '../../contract/layers';
import type { LayerSpec } from '../../core/keras/types';
import { stagesOf } from '../../core/models/network/architecture';
import { reportStages } from '../../core/models/network/reportStages';
import { broughtFlops } from '../brought/cost';
import { broughtModel, type BroughtModel } from '../brought/model';
import type { LoadedConfig } from '../config/load';
import { requireArchitecture } from './architecture';
import { backendFor } from './engine';
import type { DatasetRequest } from './request';
import { currentDataset, preparedDataset } from './stages';

/** None for a model that has no layers. A model that is brought along need not fit the data. */
export async function layerReports(request: DatasetRequest, loaded: LoadedConfig): Promise<LayerReport[]> {
  const { state } = request;
  const { model } = loaded.config;
  switch (model.type) {
    case 'logistic':
    case 'smooth-hinge':
    case 'rbf-svm':
      return [];
    case 'mlp':
    case 'cnn': {
      const dataset = await currentDataset(request);
      const { problem } = (await preparedDataset(request, dataset)).value;
      requireArchitecture(dataset.loaded, problem);
      return reportStages(stagesOf(problem, model));
    }
    case 'keras':
      state.brought = await broughtModel(loaded, state.brought);
      return state.brought ? ofBrought(request, state.brought.value, model) : [];
  }
}

async function ofBrought(
  { engine, ref, state }: DatasetRequest,
  brought: BroughtModel,
  config: KerasConfig,
): Promise<LayerReport[]> {
  const dataset = state.dataset?.value;
  const rows = (dataset?.train.rows.length ?? 0) + (dataset?.test.rows.length ?? 0);
  const flops = config.layers === 'last' ? broughtFlops(brought, rows) : Infinity;
  await (await backendFor(engine, ref.backend ?? 'auto', flops)).tensors();
  const { unknownLayers } = await import('../../core/keras/load');
  const { reportLayers } = await import('../../core/keras/reportLayers');
  const { topology } = brought.file;
  const unknown: LayerSpec[] = unknownLayers(topology);
  return reportLayers(topology, config, {
    model: unknown.length === 0 ? await brought.layers() : undefined,
    unknown,
    classes: dataset?.classes.length,
  });
}
