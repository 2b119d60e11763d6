import assert from 'node:assert/strict';
import { LensError } from '../../../../extension/contract/errors';
import type { PanelState, RequestOf, ToPanel } from '../../../../extension/contract/panel';
import type { Work } from '../../../../extension/contract/progress';
import type { ExplainResult } from '../../../../extension/contract/protocol';
import type { Memento } from 'vscode';
import { createCheckedPredictions } from '../../../../extension/host/checkedPredictions';
import { createCalls } from '../../../../extension/host/panel/calls';
import { createSession } from '../../../../extension/host/panel/session';
import type { Services } from '../../../../extension/host/services';
import { DATASET, smallResult } from './result';

const REQUEST: RequestOf<'explanation'> = {
  view: 'explanation',
  dataset: DATASET,
  target: { set: 'test', row: 4 },
  choice: { by: 'label' },
};

/** A question to the engine that the test answers when it wants. */
interface Asked {
  name: string;
  params: Record<string, unknown>;
  work: Work;
  answer(result: unknown): void;
  fail(error: Error): void;
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

/** What a workspace keeps, as JSON. */
function memento(): Pick<Memento, 'get' | 'update'> {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => JSON.parse(kept.get(key) ?? 'null') as never,
    update: (key, value) => Promise.resolve(void kept.set(key, JSON.stringify(value))),
  };
}

function setUp(state = memento(), version = '1') {
  const asked: Asked[] = [];
  const states: PanelState[] = [];
  const results: ExplainResult[] = [];
  const recent: string[] = [];
  const services = {
    engine: {
      request: (name: string, params: Record<string, unknown>, work: Work) =>
        new Promise((answer, fail) => asked.push({ name, params, work, answer, fail })),
    },
    log: { error: () => undefined, warn: () => undefined },
    recent: { add: ({ title }: { title: string }) => recent.push(title) },
    checked: createCheckedPredictions(state, version),
  } as unknown as Services;
  const session = createSession(
    services,
    { request: REQUEST, pinned: false },
    {
      changed: (state) => states.push(state),
      loaded: (_, shown) => shown.view === 'explanation' && results.push(shown.result),
    },
  );
  /** The next question by this name. */
  const next = async (name: string): Promise<Asked> => {
    for (let tries = 0; tries < 100; tries++) {
      const found = asked.findIndex((question) => question.name === name);
      if (found >= 0) return asked.splice(found, 1)[0];
      await settled();
    }
    throw new Error(`${name} was not asked`);
  };
  return { services, session, states, results, recent, next };
}

describe('session of a panel', () => {
  it('loads, tells its progress, and shows the result', async () => {
    const { session, states, results, recent, next } = setUp();
    session.run();
    const { work, params, answer } = await next('explain');
    assert.deepEqual(params['target'], REQUEST.target);
    work.progress({ stage: 'Fitting', fraction: 0.5 });
    assert.deepEqual(session.state.progress, { stage: 'Fitting', fraction: 0.5 });
    answer(smallResult());
    await settled();
    assert.equal(session.state.phase, 'ready');
    assert.equal(session.state.revision, 1);
    assert.equal(session.state.progress, undefined);
    assert.equal(results.length, 1);
    assert.equal(states[0]?.phase, 'loading');
    assert.deepEqual(recent, ['Row 4: spam, predicted ham']);
  });

  it('drops the answer to a request that is no longer the one shown', async () => {
    const { session, results, next } = setUp();
    session.run();
    const first = await next('explain');
    session.ask({ ...REQUEST, choice: { by: 'prediction' } }, true);
    assert.ok(first.work.signal.aborted);
    const second = await next('explain');
    second.answer(smallResult({ fingerprint: 'second' }));
    await settled();
    first.answer(smallResult({ fingerprint: 'first' }));
    await settled();
    assert.deepEqual(
      results.map((result) => result.head.dataset.fingerprint),
      ['second'],
    );
    assert.equal(session.state.revision, 1);
  });

  it('goes back to the requests before, but not to replaced ones', async () => {
    const { session, next } = setUp();
    session.run();
    await next('explain');
    session.ask({ ...REQUEST, choice: { by: 'prediction' } }, true);
    assert.equal(session.state.canGoBack, false);
    session.ask({ ...REQUEST, target: { set: 'train', row: 2 } }, false);
    assert.equal(session.state.canGoBack, true);
    session.back();
    assert.deepEqual(session.state.request, { ...REQUEST, choice: { by: 'prediction' } });
    assert.equal(session.state.canGoBack, false);
    session.back();
    assert.deepEqual(session.state.request.choice, { by: 'prediction' });
  });

  it('says what failed, without the stack', async () => {
    const { session, next } = setUp();
    session.run();
    (await next('explain')).fail(new LensError('data', 'No rows.', { hint: 'Add some.' }));
    await settled();
    assert.equal(session.state.phase, 'failed');
    assert.equal(session.state.error?.message, 'No rows.');
    assert.equal(session.state.error?.hint, 'Add some.');
    assert.equal(session.state.error?.stack, undefined);
  });

  it('stops at once when it is cancelled, and runs again', async () => {
    const { session, next } = setUp();
    session.run();
    const { work, fail } = await next('explain');
    session.cancel();
    assert.equal(session.state.phase, 'cancelled');
    assert.ok(work.signal.aborted);
    fail(new LensError('cancelled', 'Cancelled.'));
    await settled();
    assert.equal(session.state.error, undefined);
    session.run();
    (await next('explain')).answer(smallResult());
    await settled();
    assert.equal(session.state.phase, 'ready');
  });

  it('is stale when the data changed, and fresh again when the change is undone', async () => {
    const { session, next } = setUp();
    session.run();
    (await next('explain')).answer(smallResult());
    await settled();
    for (const same of [false, true]) {
      const checked = session.checkFreshness();
      const { params, answer } = await next('fresh');
      assert.equal(params['fingerprint'], 'f1');
      answer(same);
      await checked;
      assert.equal(session.state.stale, !same);
    }
  });

  it('of two models is stale when the data of either changed', async () => {
    const { session, next } = setUp();
    const other = { config: '/e/influence.json' };
    session.ask({ ...REQUEST, view: 'compare', other }, true);
    const side = (fingerprint: string) => ({
      head: { dataset: { fingerprint } },
      order: new Int32Array(0),
    });
    const training = { row: new Int32Array(0) };
    (await next('compare')).answer({ a: side('f1'), b: side('f2'), training });
    (await next('info')).answer({ columns: [] });
    (await next('cells')).answer([{}]);
    await settled();
    for (const same of [false, true]) {
      const checked = session.checkFreshness();
      (await next('fresh')).answer(true);
      const { params, answer } = await next('fresh');
      assert.deepEqual(params, { dataset: other, fingerprint: 'f2' });
      answer(same);
      await checked;
      assert.equal(session.state.stale, !same);
    }
  });

  it('runs all checks beside what is shown, until something else is asked, and keeps what they found', async () => {
    const { session, next } = setUp();
    session.run();
    (await next('explain')).answer(smallResult());
    await settled();
    session.check();
    const first = await next('checks');
    assert.deepEqual(first.params, {
      dataset: DATASET,
      target: REQUEST.target,
      choice: REQUEST.choice,
      full: true,
    });
    first.work.progress({ stage: 'Retraining', fraction: 0.2 });
    assert.deepEqual(session.state.checks, {
      phase: 'running',
      progress: { stage: 'Retraining', fraction: 0.2 },
    });
    assert.equal(session.state.phase, 'ready');
    const other = { ...REQUEST, target: { set: 'test', row: 5 } } as const;
    session.ask(other, false);
    assert.ok(first.work.signal.aborted);
    (await next('explain')).answer(smallResult());
    await settled();
    assert.equal(session.state.checks, undefined);
    session.back();
    (await next('explain')).answer(smallResult());
    await settled();
    assert.deepEqual(session.state.checks, { phase: 'stopped' });
    session.check();
    const { head } = smallResult();
    const checks = [{ name: 'spot-check', status: 'pass', value: 1, message: 'As predicted.' }] as const;
    (await next('checks')).answer({ head: { ...head, checks } });
    await settled();
    assert.deepEqual(session.state.checks, { phase: 'done', checks });
    session.run();
    (await next('explain')).answer(smallResult());
    await settled();
    assert.deepEqual(session.state.checks, { phase: 'done', checks });
  });

  it('knows what all checks found after a reload of the window, while nothing that they stand on has changed', async () => {
    const state = memento();
    const checks = [{ name: 'spot-check', status: 'pass', value: 1, message: 'As predicted.' }] as const;
    const shown = async (fingerprint: string, version?: string) => {
      const { session, next } = setUp(state, version);
      session.run();
      const result = smallResult();
      result.head.dataset.fingerprint = fingerprint;
      (await next('explain')).answer(result);
      await settled();
      return { session, next };
    };
    const { session, next } = await shown('one');
    session.check();
    const { head } = smallResult();
    (await next('checks')).answer({
      head: { ...head, dataset: { ...head.dataset, fingerprint: 'one' }, checks },
    });
    await settled();
    assert.deepEqual((await shown('one')).session.state.checks, { phase: 'done', checks });
    assert.equal((await shown('two')).session.state.checks, undefined);
    assert.equal((await shown('one', '2')).session.state.checks, undefined);
  });

  it('does not take checks of other data for those of what is shown', async () => {
    const { session, next } = setUp();
    session.run();
    (await next('explain')).answer(smallResult());
    await settled();
    session.check();
    const { head } = smallResult();
    (await next('checks')).answer({ head: { ...head, dataset: { ...head.dataset, fingerprint: 'other' } } });
    await settled();
    assert.ok(session.state.checks?.phase === 'failed');
    assert.equal(session.state.checks.error.code, 'stale');
  });
});

describe('questions of the webview', () => {
  const setUpCalls = async () => {
    const set = setUp();
    const posted: ToPanel[] = [];
    const calls = createCalls(
      set.services,
      set.session,
      (message) => posted.push(message),
      (file) => file,
    );
    set.session.run();
    (await set.next('explain')).answer(smallResult());
    await settled();
    return { ...set, posted, calls };
  };

  it('are answered under the fingerprint of the result that is shown', async () => {
    const { calls, posted, next } = await setUpCalls();
    const answered = calls.answer({ type: 'call', id: 7, call: { name: 'search', params: { text: 'x' } } });
    const { params, answer } = await next('search');
    assert.equal(params['fingerprint'], 'f1');
    answer(Uint8Array.of(1, 0, 1));
    await answered;
    assert.deepEqual(posted, [{ type: 'reply', id: 7, result: Uint8Array.of(1, 0, 1) }]);
  });

  it('are answered with the error, and a stale one marks the panel', async () => {
    const { calls, posted, session, next } = await setUpCalls();
    const answered = calls.answer({
      type: 'call',
      id: 8,
      call: { name: 'cells', params: { refs: [{ set: 'train', row: 0 }] } },
    });
    (await next('cells')).fail(new LensError('stale', 'The file changed.'));
    await answered;
    const [reply] = posted;
    assert.ok(reply?.type === 'reply' && 'error' in reply && reply.error.code === 'stale');
    assert.equal(session.state.stale, true);
  });

  it('are not answered when they were abandoned', async () => {
    const { calls, posted, next } = await setUpCalls();
    const answered = calls.answer({ type: 'call', id: 9, call: { name: 'search', params: { text: 'x' } } });
    const { work, answer } = await next('search');
    calls.abandon(9);
    assert.ok(work.signal.aborted);
    answer(Uint8Array.of(1));
    await answered;
    assert.deepEqual(posted, []);
  });

  it('add the self-influence to the result, so that an export has it', async () => {
    const { calls, session, next } = await setUpCalls();
    const answered = calls.answer({ type: 'call', id: 1, call: { name: 'selfInfluence', params: {} } });
    const selfInfluence = Float64Array.of(1, 2, 3);
    (await next('selfInfluence')).answer({ head: smallResult().head, selfInfluence });
    await answered;
    assert.ok(session.result?.view === 'explanation');
    assert.equal(session.result.result.selfInfluence, selfInfluence);
    assert.equal(session.state.revision, 1);
  });

  it('refuse self-influence of other data than what is shown', async () => {
    const { calls, posted, session, next } = await setUpCalls();
    const answered = calls.answer({ type: 'call', id: 1, call: { name: 'selfInfluence', params: {} } });
    const { head } = smallResult({ fingerprint: 'other' });
    (await next('selfInfluence')).answer({ head, selfInfluence: Float64Array.of(1, 2, 3) });
    await answered;
    assert.ok(posted[0]?.type === 'reply' && 'error' in posted[0]);
    assert.equal(session.state.stale, true);
  });
});
