/** Back-propagation along a recorded tape: once planned, for as many vectors as one likes. */
import { add, clone, keep, reshape, type Tensor, tidy, tile, util, zeros } from '@tensorflow/tfjs-core';
import { LensError } from '../../contract/errors';
import type { Recorded } from './rules/types';
import type { Tape, TapeNode } from './tape';

/** The operations between some tensors and others, and by which of their inputs each is to be differentiated. */
export interface Plan {
  steps: { node: TapeNode; wanted: string[] }[];
}

/**
 * The part of the tape that leads from `sources` to `targets` (ids of tensors). Throws a `model` error that names an operation
 * on the way that cannot be differentiated.
 */
export function planBackward(
  nodes: readonly TapeNode[],
  sources: Iterable<number>,
  targets: Iterable<number>,
): Plan {
  const reached = new Set(sources);
  const ahead: Plan['steps'] = [];
  for (const node of nodes) {
    const wanted = node.inputs
      .filter(({ id, name }) => reached.has(id) && !node.rule?.constantIn?.includes(name))
      .map(({ name }) => name);
    if (wanted.length === 0) continue;
    for (const { id } of node.outputs) reached.add(id);
    ahead.push({ node, wanted });
  }
  const needed = new Set(targets);
  const steps: Plan['steps'] = [];
  for (const step of ahead.reverse()) {
    const { node, wanted } = step;
    if (!node.outputs.some(({ id }) => needed.has(id))) continue;
    if (!node.rule) {
      throw new LensError(
        'model',
        `The model uses the operation ${node.kernel}, which has no verified derivative.`,
        {
          hint: 'Take the layer that uses it out of the model.',
        },
      );
    }
    for (const { id, name } of node.inputs) if (wanted.includes(name)) needed.add(id);
    steps.push(step);
  }
  return { steps: steps.reverse() };
}

/**
 * Gradients of Σ ⟨seed, tensor⟩ by the tensors with the ids in `by`; undefined where nothing leads there.
 * @param seeds by tensor id
 * @param keepAll while recording: gradients on the way are then part of the tape, and not disposed of
 */
export function backward(
  { steps }: Plan,
  seeds: ReadonlyMap<number, Tensor>,
  by: readonly number[],
  keepAll = false,
): (Tensor | undefined)[] {
  const gradients = new Map<number, Tensor>(seeds);
  const shapes = new Map<number, number[]>();
  const lasting = new Set<number>([...seeds.keys(), ...by]);
  const run = keepAll ? <T>(f: () => T): T => f() : tidyStep;
  for (let at = steps.length - 1; at >= 0; at--) {
    const { node, wanted } = steps[at];
    const dys = node.outputs.map(({ id }) => gradients.get(id));
    if (dys.every((dy) => dy === undefined)) continue;
    const parts = run(() => {
      const given = dys.map((dy, i) => expanded(dy, node.outputs[i].shape) ?? zeros(node.outputs[i].shape));
      const rules = node.rule!.gradient(given, recordedOf(node));
      return wanted.map((name) => {
        const part = rules[name]();
        // A gradient that is passed on as it is must not be disposed of with the one that it came from.
        return !keepAll && given.includes(part) ? clone(part) : part;
      });
    });
    wanted.forEach((name, i) => {
      const { id, shape } = node.inputs.find((input) => input.name === name)!;
      shapes.set(id, shape);
      accumulate(gradients, id, parts[i], keepAll || seeds.has(id));
    });
    if (keepAll) continue;
    for (const { id } of node.outputs) {
      if (lasting.has(id)) continue;
      gradients.get(id)?.dispose();
      gradients.delete(id);
    }
  }
  return by.map((id) => expanded(gradients.get(id), shapes.get(id)));
}

/** A gradient in the shape that it is meant for, which takes longer than adding it as it is to another. */
function expanded(gradient: Tensor | undefined, shape: number[] | undefined): Tensor | undefined {
  if (!gradient || !shape || util.arraysEqual(gradient.shape, shape)) return gradient;
  const lead = shape.length - gradient.rank;
  const same = lead > 0 ? reshape(gradient, [...Array<number>(lead).fill(1), ...gradient.shape]) : gradient;
  const repeats = shape.map((size, axis) => (size === same.shape[axis] ? 1 : size));
  return repeats.some((times) => times !== 1) ? tile(same, repeats) : same;
}

function accumulate(gradients: Map<number, Tensor>, id: number, part: Tensor, keepParts: boolean): void {
  const before = gradients.get(id);
  gradients.set(id, before ? add(before, part) : part);
  if (before && !keepParts) {
    before.dispose();
    part.dispose();
  }
}

/** As `tf.tidy`, for a list of tensors of which some may be the same. */
function tidyStep(f: () => Tensor[]): Tensor[] {
  return tidy(f);
}

/** Computes what the rules of these steps prepare; the tape holds it from then on. */
export function prepare({ steps }: Plan, { handles }: Tape): void {
  for (const { node, wanted } of steps) {
    const { prepares } = node.rule!;
    if (!prepares || node.saved.prepared || !wanted.includes(prepares.by)) continue;
    const prepared = keep(tidy(() => prepares.compute(recordedOf(node))));
    node.saved.prepared = prepared;
    handles.set(prepared.id, prepared);
  }
}

/** An operation as its rule sees it. */
export function recordedOf({ kernel, inputs, attrs, saved, rule }: TapeNode): Recorded {
  const recorded: Recorded = {
    input: (name) => saved.inputs.get(name) ?? missing(kernel, name),
    output: () => saved.output ?? missing(kernel, 'its output'),
    shape: (name) => inputs.find((input) => input.name === name)?.shape ?? missing(kernel, name),
    names: inputs.map(({ name }) => name),
    attrs,
    prepared: () => saved.prepared ?? rule!.prepares!.compute(recorded),
  };
  return recorded;
}

function missing(kernel: string, what: string): never {
  throw new LensError('internal', `The rule of ${kernel} reads ${what}, which it did not name.`);
}
