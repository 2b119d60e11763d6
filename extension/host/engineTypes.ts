import type { Work } from '../contract/progress';
import type { Params, RequestName, Result } from '../contract/protocol';

/** The engine's process, as the rest of the host sees it: started by the first request. */
export interface Engine {
  request<N extends RequestName>(name: N, params: Params<N>, work?: Partial<Work>): Promise<Result<N>>;
}
