import assert from 'node:assert/strict';
import { LensError } from '../../../extension/contract/errors';
import type { FromEngine } from '../../../extension/contract/protocol';
import { createDispatcher, type Handlers } from '../../../extension/worker/dispatch';

/** Handlers of which the tests use some; the others must not be called. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const unused = () => assert.fail('not asked for');
  return new Proxy(some as Handlers, {
    get: (known, name: keyof Handlers) => known[name] ?? unused,
    getOwnPropertyDescriptor: (known, name) => Reflect.getOwnPropertyDescriptor(known, name),
  });
}

describe('the dispatcher of the engine process', () => {
  let sent: FromEngine[];
  const dispatcherOf = (some: Partial<Handlers>) =>
    createDispatcher(
      handlersWith(some),
      (message) => sent.push(message),
      (show) => show,
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  beforeEach(() => {
    sent = [];
  });

  it('answers with the result, after the progress, under the id of the request', async () => {
    const dispatcher = dispatcherOf({
      clearCache: (_, work) => {
        work.progress({ stage: 'Clearing', fraction: 0.5 });
        return Promise.resolve({ files: 2, bytes: 10 });
      },
    });
    dispatcher.receive({ type: 'request', id: 7, name: 'clearCache', params: {} });
    await settled();
    assert.deepEqual(sent, [
      { type: 'progress', id: 7, progress: { stage: 'Clearing', fraction: 0.5 } },
      { type: 'result', id: 7, result: { files: 2, bytes: 10 } },
    ]);
  });

  it('answers errors as data, with place and hint', async () => {
    const dispatcher = dispatcherOf({
      clearCache: () => {
        throw new LensError('io', 'No.', { hint: 'Try again.', location: { file: 'a.csv', line: 3 } });
      },
    });
    dispatcher.receive({ type: 'request', id: 1, name: 'clearCache', params: {} });
    await settled();
    const [message] = sent;
    assert.ok(message?.type === 'error');
    const { stack, ...error } = message.error;
    assert.deepEqual(error, {
      code: 'io',
      message: 'No.',
      hint: 'Try again.',
      location: { file: 'a.csv', line: 3 },
    });
    assert.ok(stack);
  });

  it('calls a failed allocation lack of memory, and a fault a fault', async () => {
    const dispatcher = dispatcherOf({
      clearCache: () => Promise.resolve({ files: new Float64Array(2 ** 50).length, bytes: 0 }),
      status: () => Promise.reject(new TypeError('undefined is not a function')),
    });
    dispatcher.receive({ type: 'request', id: 1, name: 'clearCache', params: {} });
    dispatcher.receive({ type: 'request', id: 2, name: 'status', params: {} });
    dispatcher.receive({ type: 'request', id: 3, name: 'nonsense' as 'status', params: {} });
    await settled();
    const codes = sent.map((message) => message.type === 'error' && [message.id, message.error.code]);
    assert.deepEqual(codes.sort(), [
      [1, 'memory'],
      [2, 'internal'],
      [3, 'internal'],
    ]);
  });

  it('aborts the one request that is cancelled and answers it once', async () => {
    const waiting: Handlers['status'] = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('whatever it throws then'));
        });
      });
    const dispatcher = dispatcherOf({ status: waiting });
    dispatcher.receive({ type: 'request', id: 1, name: 'status', params: {} });
    dispatcher.receive({ type: 'request', id: 2, name: 'status', params: {} });
    dispatcher.receive({ type: 'cancel', id: 2 });
    dispatcher.receive({ type: 'cancel', id: 99 });
    await settled();
    assert.deepEqual(
      sent.map((message) => message.type === 'error' && [message.id, message.error.code]),
      [[2, 'cancelled']],
    );
  });
});
