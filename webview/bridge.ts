/** The webview's end of the messages: typed sending, questions with replies, and what is kept over a reload. */
import { fromErrorData } from '../extension/contract/errors';
import type {
  CallName,
  CallParams,
  CallResult,
  FromPanel,
  SavedPanel,
  ToPanel,
} from '../extension/contract/panel';

/** What VS Code gives to a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Bridge {
  post(message: FromPanel): void;
  /** Asks the host; rejects with its error, or with an AbortError when `signal` stops it. */
  call<N extends CallName>(name: N, params: CallParams<N>, signal?: AbortSignal): Promise<CallResult<N>>;
  savedState(): unknown;
  save(state: SavedPanel): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type Snapshot = Exclude<ToPanel, { type: 'reply' }>;

/** `receive` gets everything that is not a reply. */
export function connect(receive: (message: Snapshot) => void): Bridge {
  const api = acquireVsCodeApi();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const post = (message: FromPanel) => api.postMessage(message);

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = toPanelMessage(event.data);
    if (!message) return;
    if (message.type !== 'reply') return receive(message);
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if ('error' in message) caller?.reject(fromErrorData(message.error));
    else caller?.resolve(message.result);
  });

  return {
    post,
    call<N extends CallName>(name: N, params: CallParams<N>, signal?: AbortSignal) {
      const id = ++lastId;
      return new Promise<CallResult<N>>((resolve, reject) => {
        signal?.throwIfAborted();
        waiting.set(id, { resolve: (result) => resolve(result as CallResult<N>), reject });
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(id)) return;
          post({ type: 'abandon', id });
          reject(new DOMException('Stopped.', 'AbortError'));
        });
        post({ type: 'call', id, call: { name, params } as Extract<FromPanel, { type: 'call' }>['call'] });
      });
    },
    savedState: () => api.getState(),
    save: (state) => api.setState(state),
  };
}

/** The message if it has the form of one; other frames and extensions of the browser post to the same window. */
function toPanelMessage(data: unknown): ToPanel | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  const has = (key: string, type: string) => typeof (data as Record<string, unknown>)[key] === type;
  const valid =
    (data.type === 'state' && has('state', 'object')) ||
    (data.type === 'result' && has('revision', 'number') && has('result', 'object')) ||
    (data.type === 'reply' && has('id', 'number'));
  return valid ? (data as ToPanel) : undefined;
}
