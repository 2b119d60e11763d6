/** Hands a request or a result to the view that it belongs to. */
import type { PanelResult, RequestOf, ResultOf, ViewName } from '../../../contract/panel';
import type { Work } from '../../../contract/progress';
import type { RecordRef } from '../../../contract/records';
import type { Services } from '../../services';
import type { ExportTable } from '../export/types';
import { hostViews } from './registry';
import type { ExportRows } from './types';

/** A result with its view's name: `PanelResult` for all views together. */
interface Shown<N extends ViewName> {
  view: N;
  result: ResultOf<N>;
}

export function titleOf<N extends ViewName>(request: RequestOf<N>): string {
  return hostViews[request.view as N].title(request);
}

export async function load<N extends ViewName>(
  services: Services,
  request: RequestOf<N>,
  work: Work,
): Promise<PanelResult> {
  const view: N = request.view;
  const result = await hostViews[view].load(services, request, work);
  return { view, result } as PanelResult;
}

export function labelOf<N extends ViewName>({ view, result }: Shown<N>, ref: RecordRef): string | undefined {
  return hostViews[view].labelOf(result, ref);
}

export function refsOf<N extends ViewName>({ view, result }: Shown<N>, positions: Int32Array): RecordRef[] {
  return hostViews[view].refs(result, positions);
}

export function tableOf<N extends ViewName>({ view, result }: Shown<N>, rows: ExportRows): ExportTable {
  return hostViews[view].table(result, rows);
}

export function documentOf<N extends ViewName>({ view, result }: Shown<N>, rows: ExportRows): unknown {
  return hostViews[view].document(result, rows);
}
