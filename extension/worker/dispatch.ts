/** From protocol messages to handlers and back: ids, cancellation, progress, errors. Knows nothing of what the handlers do. */
import { LensError, toErrorData } from '../contract/errors';
import type { Work } from '../contract/progress';
import type { FromEngine, Params, RequestName, Result, ToEngine } from '../contract/protocol';

/** One handler a request; the compiler demands all of them. */
export type Handlers = {
  [N in RequestName]: (params: Params<N>, work: Work) => Promise<Result<N>>;
};

export interface Dispatcher {
  /** Takes a message; answers through `send`, exactly once a request. */
  receive(message: ToEngine): void;
  /** Aborts everything that runs. */
  abortAll(): void;
}

export function createDispatcher(
  handlers: Handlers,
  send: (message: FromEngine) => void,
  pace: (show: Work['progress']) => Work['progress'],
): Dispatcher {
  const running = new Map<number, AbortController>();

  async function answer<N extends RequestName>(id: number, name: N, params: Params<N>): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    const work: Work = {
      signal: controller.signal,
      progress: pace((progress) => {
        if (running.has(id)) send({ type: 'progress', id, progress });
      }),
    };
    let reply: FromEngine;
    try {
      if (!Object.hasOwn(handlers, name)) {
        throw new LensError('internal', `The engine knows no request "${name}".`);
      }
      reply = { type: 'result', id, result: await handlers[name](params, work) };
    } catch (thrown) {
      reply = { type: 'error', id, error: controller.signal.aborted ? CANCELLED : asError(thrown) };
    }
    running.delete(id);
    send(reply);
  }

  return {
    receive(message) {
      if (message.type === 'cancel') running.get(message.id)?.abort();
      else void answer(message.id, message.name, message.params);
    },
    abortAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

const CANCELLED = toErrorData(new LensError('cancelled', 'Cancelled.'));

/** An allocation that fails says so with a RangeError; everything else goes as it is. */
function asError(thrown: unknown): ReturnType<typeof toErrorData> {
  if (
    thrown instanceof RangeError &&
    /allocation|Invalid (typed )?array( buffer)? length/i.test(thrown.message)
  ) {
    return toErrorData(
      new LensError('memory', `There is not enough memory for this: ${thrown.message}.`, {
        hint: 'Exclude columns, lower features.text.maxTerms, or use fewer or smaller images; lower influence.memory where this computer has less.',
        cause: thrown,
      }),
    );
  }
  return toErrorData(thrown);
}
