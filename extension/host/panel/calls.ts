/** Answers the webview's questions; an answer that fails is sent as an error, one that is abandoned is not sent. */
import { LensError, toErrorData } from '../../contract/errors';
import type { CallName, CallResult, FromPanel, PanelResult, ToPanel } from '../../contract/panel';
import type { Work } from '../../contract/progress';
import type { Services } from '../services';
import { type AddressOf, withImageAddresses } from './images';
import { fetchRecords, staleError } from './records';
import { decide, evidenceFor, rankingOf } from './reviewed';
import type { Session } from './session';

type CallMessage = Extract<FromPanel, { type: 'call' }>;

export interface Calls {
  answer(message: CallMessage): Promise<void>;
  abandon(id: number): void;
  dispose(): void;
}

export function createCalls(
  services: Services,
  session: Session,
  post: (message: ToPanel) => void,
  addressOf: AddressOf,
): Calls {
  const running = new Map<number, AbortController>();
  return {
    async answer({ id, call }) {
      const abort = new AbortController();
      running.set(id, abort);
      try {
        const work: Work = { signal: abort.signal, progress: () => undefined };
        const result = await answerCall(services, session, call, work, addressOf);
        if (!abort.signal.aborted) post({ type: 'reply', id, result });
      } catch (thrown) {
        if (abort.signal.aborted) return;
        const error = toErrorData(thrown);
        if (error.code === 'stale') session.set({ stale: true });
        else services.log.error(`Panel, ${call.name}: ${error.message}`, error.stack ?? '');
        post({ type: 'reply', id, error: { ...error, stack: undefined } });
      } finally {
        running.delete(id);
      }
    },
    abandon(id) {
      running.get(id)?.abort();
    },
    dispose() {
      for (const abort of running.values()) abort.abort();
    },
  };
}

async function answerCall(
  services: Services,
  session: Session,
  call: CallMessage['call'],
  work: Work,
  addressOf: AddressOf,
): Promise<CallResult<CallName>> {
  const { request, revision } = session.state;
  const { dataset } = request;
  const shown = shownResult(session);
  const { fingerprint } = shown.result.head.dataset;
  switch (call.name) {
    case 'cells': {
      const records = await fetchRecords(services, shown, dataset, call.params.refs, work);
      return 'columns' in shown.result
        ? withImageAddresses(records, shown.result.columns, addressOf)
        : records;
    }
    case 'search':
      return services.engine.request('search', { dataset, text: call.params.text, fingerprint }, work);
    case 'members':
      return services.engine.request('members', { dataset, where: call.params.where, fingerprint }, work);
    case 'memberCount':
      return services.engine.request('memberCount', { dataset, where: call.params.where, fingerprint }, work);
    case 'selfInfluence': {
      const answer = await services.engine.request('selfInfluence', { dataset }, work);
      if (answer.head.dataset.fingerprint !== fingerprint) {
        throw staleError();
      }
      const { selfInfluence } = answer;
      if (shown.view === 'explanation') {
        session.amend(revision, { ...shown, result: { ...shown.result, selfInfluence } });
      }
      return selfInfluence;
    }
    case 'layers':
      return (await services.engine.request('layers', { dataset }, work)).layers;
    case 'evidence':
      return evidenceFor(services, dataset, rankingOf(shown), call.params, work);
    case 'decide':
      if (call.params.revision !== revision) throw staleError();
      return decide(services, shown, call.params);
  }
}

export function shownResult(session: Session): PanelResult {
  if (!session.result) throw new LensError('usage', 'There is no result yet.');
  return session.result;
}
