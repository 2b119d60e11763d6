import type { InfoDocument } from '../../contract/documents';
import type { Work } from '../../contract/progress';
import type { Params } from '../../contract/protocol';
import { columnInfos } from '../dataset/features';
import { listBackends } from '../backends/choose';
import type { Engine } from '../session/engine';
import { fittedModel } from '../session/fit';
import { documentHead } from '../session/head';
import { layerReports } from '../session/layers';
import { onDataset } from '../session/request';
import { currentDataset } from '../session/stages';

/** What the dataset holds, how its columns are read, how the model fits. */
export function info(engine: Engine, params: Params<'info'>, work: Work): Promise<InfoDocument> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const { labels } = dataset.train;
    const layers = await layerReports(request, dataset.loaded);
    return {
      kind: 'info',
      ...documentHead(request, dataset, fitted, []),
      columns: columnInfos(dataset, fitted.prepared.plan),
      classCounts: Object.fromEntries(
        dataset.classes.map((name, c) => [name, labels.filter((label) => label === c).length]),
      ),
      ...(layers.length > 0 && { layers }),
      backends: await listBackends({ cache: engine.cache }),
    };
  });
}
