/** The review of suspected mislabels. */
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { DatasetRef, MislabelsResult } from '../../../contract/protocol';
import type { Services } from '../../services';
import { reviewDocument, reviewTable } from '../export/review';
import { positionOf } from '../reviewed';
import type { HostView } from './types';

/** Whether the files still hold what was ranked: asked of the disk, which a save may just have changed. */
function isFresh(
  services: Services,
  dataset: DatasetRef,
  { head }: MislabelsResult,
  work: Work,
): Promise<boolean> {
  return services.engine.request('fresh', { dataset, fingerprint: head.dataset.fingerprint }, work);
}

export const reviewView: HostView<'review'> = {
  title: () => 'Suspected Mislabels',

  /** The ranking of the review store, which the other views of the review show too; made anew when it is another one. */
  async load(services, { dataset, score, balanced }, work) {
    await services.datasets.ready;
    const { config } = dataset;
    const reviewed = services.datasets.get(config);
    if (!reviewed) {
      throw new LensError('config', 'There is no such dataset in this workspace.', {
        location: { file: config },
      });
    }
    const { result: known } = services.review.of(config);
    const same = known?.score === score && (balanced === undefined || known.balanced === balanced);
    if (!same || !(await isFresh(services, dataset, known, work))) {
      await services.review.find(reviewed, { score, balanced }, work);
    }
    const { result } = services.review.of(config);
    if (!result) throw new LensError('cancelled', 'Cancelled.');
    const { columns } = await services.engine.request('info', { dataset }, work);
    return { ...result, columns: columns.map(({ name, kind }) => ({ name, kind })) };
  },

  labelOf(result, ref) {
    const position = ref.set === 'train' ? positionOf(result, ref.row) : undefined;
    return position === undefined ? undefined : result.training.classes[result.training.label[position]];
  },

  refs: ({ training }, positions) =>
    Array.from(positions, (position) => ({ set: 'train', row: training.row[position] })),
  table: reviewTable,
  document: reviewDocument,
};
