import assert from 'node:assert/strict';
import type { ExplainResult } from '../../../../extension/contract/protocol';
import type { PackedResult } from '../../../../extension/contract/packed';
import type { ShownExplanation } from '../../../../extension/contract/shown';
import { createResultMessages, type ResultMessages } from '../../../../extension/host/panel/shown';
import { createHeldArrays } from '../../../../webview/heldArrays';
import { smallResult } from './result';

const ROWS = 500;
/** Behind something else in a buffer, as arrays from another process are. */
const rows = (value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: ROWS + 7 }, (_, i) => value(i - 7)).subarray(7);

function large(shift = 0): ExplainResult {
  const small = smallResult();
  return {
    ...small,
    training: {
      ...small.training,
      row: Int32Array.from({ length: ROWS }, (_, i) => 3 * i),
      label: Int32Array.from({ length: ROWS }, (_, i) => i % 2).subarray(0, 3),
      probability: rows((i) => 1 / (1 + i)),
    },
    influence: rows((i) => i),
    removalDelta: rows((i) => Math.sin(i + shift)),
    removalForecast: rows((i) => Math.cos(i + shift)),
    removalProbabilityDelta: rows((i) => Math.tan(i + shift)),
    order: Int32Array.from({ length: ROWS }, (_, i) => ROWS - 1 - i),
  };
}

/** As it arrives: a structured clone. */
function send(messages: ResultMessages, result: ExplainResult): PackedResult {
  const message = messages.of(1, { view: 'explanation', result });
  assert.ok(message.type === 'result');
  return structuredClone(message.result);
}

/** Bytes of the buffers behind all arrays in it, each once. */
function weight(value: unknown, seen = new Set<ArrayBufferLike>()): number {
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0;
    seen.add(value.buffer);
    return value.buffer.byteLength;
  }
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + weight(inner, seen), 0);
}

describe('results for the page of the panel', () => {
  const addressOf = (file: string) => file;
  const show = (page: ReturnType<typeof createHeldArrays>, packed: PackedResult): ShownExplanation => {
    const shown = page.restore(packed);
    assert.ok(shown?.view === 'explanation');
    return shown.result;
  };

  it('arrive whole, though arrays that the page holds are not sent again', () => {
    const messages = createResultMessages(addressOf);
    const page = createHeldArrays();
    const first = send(messages, large());
    const second = send(messages, large(1));
    show(page, first);
    const shown = show(page, second);
    const expected = large(1);
    const { removalDelta, removalForecast, removalProbabilityDelta, ...others } = shown;
    assert.deepEqual(others.training, expected.training);
    assert.deepEqual(others.order, expected.order);
    assert.deepEqual(removalDelta, Float32Array.from(expected.removalDelta));
    assert.deepEqual(removalForecast, Float32Array.from(expected.removalForecast!));
    assert.deepEqual(removalProbabilityDelta, Float32Array.from(expected.removalProbabilityDelta));
    assert.equal(weight(second), weight(first) - ROWS * (4 + 8 + 4), 'rows, probabilities and order stay');
    const { label, line, predicted } = expected.training;
    const always = 3 * 4 * ROWS + label.byteLength + line.byteLength + predicted.byteLength;
    assert.equal(weight(second), always, 'nothing that stands beside the arrays in their buffers');
  });

  it('are sent whole to a page that was loaded anew', () => {
    const messages = createResultMessages(addressOf);
    const first = send(messages, large());
    assert.equal(createHeldArrays().restore(send(messages, large())), undefined);
    messages.forget();
    const again = send(messages, large());
    assert.equal(weight(again), weight(first));
    assert.deepEqual(show(createHeldArrays(), again), show(createHeldArrays(), first));
  });
});
