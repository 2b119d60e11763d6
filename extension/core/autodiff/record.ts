/**
 * Records operations with the values that their derivatives need. TensorFlow.js's own tape is not used: it puts clones of
 * saved outputs before the operation that makes them, with which part of every second derivative is lost; and it copies.
 */
import {
  engine,
  keep,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type TensorContainer,
  util,
} from '@tensorflow/tfjs-core';
import { nextTensorId, type RunKernel, stockKernel, withHook } from './engine';
import { kernelFor } from './kernels/registry';
import { partsOf } from './parts/registry';
import { isFlat, ruleFor } from './rules/registry';
import type { Rule } from './rules/types';
import { disposeTape, type Tape } from './tape';
import { convolveUnfolded, isUnfoldedFaster } from './unfold';

export interface Recorder {
  /** What is recorded so far. */
  readonly tape: Tape;
  /** An operation of our own: what `compute` does is not recorded, but the whole of it, with this rule. */
  own(rule: Rule, inputs: NamedTensorMap, compute: () => Tensor): Tensor;
}

/** Runs `f` with the repaired kernels, recording nothing. */
export function withRepairs<T>(f: () => T): T {
  return withHook(repaired, f);
}

/**
 * Runs `f` and records it. What rules read is held by handles of its own, since layers dispose of what they have passed on; they
 * live until the tape is disposed of. All else that is made meanwhile is disposed of here but for the result; when `f` throws, all.
 * @param by ids of the tensors by which derivatives are wanted; by default, of any
 */
export function record<T>(f: (recorder: Recorder) => T, by?: Iterable<number>): { value: T; tape: Tape } {
  const tape: Tape = { nodes: [], handles: new Map(), origins: new Map() };
  const first = nextTensorId();
  const varying = by && new Set(by);
  const varies = ({ id }: Tensor): boolean => varying?.has(tape.origins.get(id) ?? id) ?? true;
  const reshaped = new Map<number, Tensor>();
  const run: RunKernel = (kernel, inputs, attrs) => {
    const parts = partsOf(kernel, attrs);
    if (parts) return parts(inputs, attrs);
    if (kernel === 'Conv2D' && !varies(inputs['x']) && isUnfoldedFaster(inputs['filter']))
      return convolveUnfolded(inputs, attrs);
    const before = kernel === 'Reshape' ? reshaped.get(inputs['x'].id) : undefined;
    // There and back is no operation: layers make each matrix a batch of one, and that one a matrix again.
    if (before && !before.isDisposed && util.arraysEqual(before.shape, attrs['shape'] as number[]))
      return run('Identity', { x: before }, {});
    const result = withRepairs(() => repaired(kernel, inputs, attrs));
    const outputs = Array.isArray(result) ? result : [result];
    if (Object.values(inputs).some((input) => input && varies(input)))
      for (const { id } of outputs) varying?.add(id);
    if (kernel === 'Reshape') reshaped.set(outputs[0].id, inputs['x']);
    if (outputs[0].dtype === 'float32' && !isFlat(kernel))
      addNode(tape, first, { kernel, rule: ruleFor(kernel), inputs, outputs, attrs });
    return result;
  };
  const own: Recorder['own'] = (rule, inputs, compute) => {
    const output = withRepairs(compute);
    varying?.add(output.id);
    addNode(tape, first, { kernel: rule.kernel, rule, inputs, outputs: [output], attrs: {} });
    return output;
  };
  let result: T | undefined;
  engine().startScope();
  try {
    result = withHook(run, () => f({ tape, own }));
    return { value: result, tape };
  } catch (error) {
    disposeTape(tape);
    throw error;
  } finally {
    engine().endScope(result as TensorContainer);
  }
}

/** Kernels that a backend lacks or has wrong are replaced; those that are several in one run as their parts. */
function repaired(kernel: string, inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor | Tensor[] {
  const replacement = partsOf(kernel, attrs) ?? kernelFor(engine().backendName, kernel, inputs, attrs);
  return replacement ? replacement(inputs, attrs) : stockKernel(kernel, inputs, attrs);
}

interface Call {
  kernel: string;
  rule: Rule | undefined;
  inputs: NamedTensorMap;
  outputs: Tensor[];
  attrs: NamedAttrMap;
}

function addNode(tape: Tape, first: number, { kernel, rule, inputs, outputs, attrs }: Call): void {
  const named = Object.entries(inputs).filter(([, tensor]) => tensor !== undefined);
  const read = named.filter(([name]) => rule?.reads?.includes(name));
  tape.nodes.push({
    kernel,
    rule,
    inputs: named.map(([name, { id, shape }]) => ({ name, id: tape.origins.get(id) ?? id, shape })),
    outputs: outputs.map(({ id, shape }) => ({ id, shape })),
    attrs,
    saved: {
      inputs: new Map(read.map(([name, tensor]) => [name, held(tape, first, tensor)])),
      output: rule?.readsOutput ? held(tape, first, outputs[0]) : undefined,
    },
  });
}

/** A handle of the tape's own on the same numbers; of what was there before, such as parameters and data, the tensor itself. */
function held(tape: Tape, first: number, tensor: Tensor): Tensor {
  if (tensor.id < first) return tensor;
  const id = tape.origins.get(tensor.id) ?? tensor.id;
  const known = tape.handles.get(id);
  if (known) return known;
  const handle = keep(stockKernel('Reshape', { x: tensor }, { shape: tensor.shape }) as Tensor);
  tape.handles.set(id, handle);
  tape.origins.set(handle.id, id);
  return handle;
}
