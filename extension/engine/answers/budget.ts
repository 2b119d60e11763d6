import { LensError } from '../../contract/errors';
import type { Work } from '../../contract/progress';
import type { Params, Result } from '../../contract/protocol';
import { budgetAnswer } from '../../core/mislabels/budget';
import { modelFamily } from '../../core/models/registry';
import { expectedFlops } from '../session/cost';
import { backendFor, type Engine } from '../session/engine';
import { fittedModel, rowScores, solverOptions } from '../session/fit';
import { documentHead } from '../session/head';
import { predict } from '../session/predictions';
import { onDataset, timed } from '../session/request';
import { currentDataset } from '../session/stages';
import type { FitContext } from '../../core/models/types';
import { throwIfAborted } from '../work/queue';

/** Plants wrong labels in a copy of the training labels and measures what each ranking finds; the data stay as they are. */
export function budget(engine: Engine, params: Params<'budget'>, work: Work): Promise<Result<'budget'>> {
  return onDataset(engine, params.dataset, work, async (request) => {
    const dataset = await currentDataset(request);
    const fitted = await fittedModel(request, dataset);
    const rows = await rowScores(request, dataset, fitted);
    const { problem } = fitted.prepared;
    if (fitted.test.accuracy === null) {
      throw new LensError('data', 'The test data have no labels, so accuracy cannot be measured.', {
        hint: 'Give labelled test data, or a fraction to hold out.',
        location: { file: dataset.test.file.path },
      });
    }
    const { backend, tensors } = await backendFor(
      engine,
      params.dataset.backend ?? 'auto',
      expectedFlops(problem, dataset.loaded.config.model),
    );
    const testFeatures = await fitted.prepared.design(dataset.test.file.table, dataset.test.rows, work);
    // The penalty that was chosen for the labels as they are is kept, so that only the labels differ.
    const config = { ...dataset.loaded.config.model, l2: fitted.model.report.l2 };
    const context: FitContext = {
      backend,
      seed: dataset.seed,
      work: { ...work, progress: () => undefined },
      start: fitted.model.save(),
      tensors,
    };
    const answer = await timed(request.timings, 'scoreMs', () =>
      budgetAnswer({
        labels: problem.labels,
        classes: problem.classes,
        probabilities: rows.looProbabilities,
        rate: params.rate,
        kind: params.kind,
        draws: params.draws,
        seed: dataset.seed,
        accuracyNow: fitted.test.accuracy!,
        async fit(labels) {
          throwIfAborted(work.signal);
          const model = await modelFamily(config.type).fit({ ...problem, labels }, config, context);
          return {
            scores: () => model.rowScores(solverOptions(request, dataset), context.work),
            accuracy: predict(model, testFeatures, dataset.test.labels, problem.classes).accuracy!,
            dispose: () => model.dispose(),
          };
        },
        work,
      }),
    );
    return { head: documentHead(request, dataset, fitted, rows.checks), budget: answer };
  });
}
