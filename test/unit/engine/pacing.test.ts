import assert from 'node:assert/strict';
import type { Progress } from '../../../extension/contract/progress';
import { createPacer } from '../../../extension/core/pacing';

describe('pacing', () => {
  const hold = (ms: number) => {
    const end = Date.now() + ms;
    while (Date.now() < end);
  };

  it('takes a cancel between many short computations that each have a pacer of their own', async () => {
    const controller = new AbortController();
    const work = { signal: controller.signal, progress: () => undefined };
    setTimeout(() => {
      controller.abort();
    }, 0);
    await assert.rejects(
      async () => {
        for (let computation = 0; computation < 1000; computation++) {
          const pacer = createPacer(work);
          hold(2);
          await pacer.pause();
        }
      },
      { code: 'cancelled' },
    );
  });

  it('refuses to begin what is cancelled already', () => {
    assert.throws(() => createPacer({ signal: AbortSignal.abort(), progress: () => undefined }), {
      code: 'cancelled',
    });
  });

  it('reports what lasts, and keeps quiet about what is over at once', async () => {
    const shown: Progress[] = [];
    const work = { signal: new AbortController().signal, progress: (one: Progress) => shown.push(one) };
    const short = createPacer(work);
    await short.pause({ stage: 'short', fraction: 1 });
    const long = createPacer(work);
    hold(60);
    await long.pause({ stage: 'long', fraction: 0.5 });
    await long.pause({ stage: 'long', fraction: 0.6 });
    assert.deepEqual(shown, [{ stage: 'long', fraction: 0.5 }]);
  });
});
