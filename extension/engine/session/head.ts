import type { Check, DocumentHead } from '../../contract/documents';
import type { Dataset } from '../dataset/types';
import type { DatasetRequest } from './request';
import type { Fitted } from './state';

/** What every answer carries. @param checks of the answer's own computation; those of the fit come first */
export function documentHead(
  request: DatasetRequest,
  dataset: Dataset,
  fitted: Fitted,
  checks: readonly Check[],
): DocumentHead {
  const { loaded, train, test, classes, fingerprint } = dataset;
  const { model, prepared } = fitted;
  const { parameters, l2, trainLoss, gradientNorm, iterations } = model.report;
  return {
    version: 1,
    dataset: {
      config: loaded.file,
      name: loaded.name,
      train: train.file.name,
      test: typeof loaded.config.test === 'number' ? fractionName(dataset) : test.file.name,
      rows: train.rows.length,
      testRows: test.rows.length,
      features: prepared.problem.features.cols,
      classes: [...classes],
      fingerprint,
    },
    model: {
      type: loaded.config.model.type,
      l2,
      parameters,
      trainLoss,
      testLoss: fitted.test.meanLoss,
      testAccuracy: fitted.test.accuracy,
      // Every training row has a label.
      trainAccuracy: fitted.training.accuracy!,
      gradientNorm,
      iterations,
      cached: fitted.cached,
    },
    backend: fitted.backend,
    checks: [...model.checks, ...checks],
    notices: noticesOf(dataset),
    timings: request.timings,
  };
}

function fractionName({ loaded, train }: Dataset): string {
  return `${Number(((loaded.config.test as number) * 100).toFixed(2))} % of ${train.file.name}`;
}

/** Of the files; one that is both training and test data says each once. */
function noticesOf({ train, test }: Dataset): DocumentHead['notices'] {
  const own = train.file === test.file ? [] : test.file.table.notices;
  return [...train.file.table.notices, ...own];
}
