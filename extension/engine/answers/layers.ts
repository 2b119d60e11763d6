import type { LayersDocument } from '../../contract/layers';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import { loadConfig } from '../config/load';
import type { Engine } from '../session/engine';
import { layerReports } from '../session/layers';
import { onDataset } from '../session/request';

/** What of the model is differentiated, without a fit: also for a model that is refused. */
export function layers(engine: Engine, params: Params<'layers'>, work: Work): Promise<LayersDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const loaded = await loadConfig(params.dataset.config);
    const model = loaded.config.model.type;
    return {
      kind: 'layers',
      version: 1,
      config: loaded.file,
      model,
      layers: await layerReports(request, loaded),
    };
  });
}
