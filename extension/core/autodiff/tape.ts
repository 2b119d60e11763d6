/** What was computed, in the order in which it was computed. */
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Rule } from './rules/types';

export interface TapeInput {
  name: string;
  id: number;
  shape: number[];
}

export interface TapeNode {
  kernel: string;
  /** Absent for an operation that cannot be differentiated; an error only if a derivative has to pass it. */
  rule?: Rule;
  inputs: TapeInput[];
  outputs: { id: number; shape: number[] }[];
  attrs: NamedAttrMap;
  /** Values that the rule reads. */
  saved: { inputs: Map<string, Tensor>; output?: Tensor; prepared?: Tensor };
}

export interface Tape {
  nodes: TapeNode[];
  /** What rules read and was made while recording, by the id of the tensor that it was read from. */
  handles: Map<number, Tensor>;
  /** Of which tensor each handle is: both are the same for a derivative. */
  origins: Map<number, number>;
}

/** Disposes of the handles, but for those that these nodes' rules read. */
export function disposeTape({ handles }: Tape, except: Iterable<TapeNode> = []): void {
  const kept = savedBy(except);
  for (const [id, handle] of handles) {
    if (kept.has(handle)) continue;
    handle.dispose();
    handles.delete(id);
  }
}

/** Bytes that the tape holds. */
export function tapeBytes({ handles }: Tape): number {
  let bytes = 0;
  for (const { size } of handles.values()) bytes += 4 * size;
  return bytes;
}

function savedBy(nodes: Iterable<TapeNode>): Set<Tensor> {
  const kept = new Set<Tensor>();
  for (const { saved } of nodes) {
    for (const tensor of saved.inputs.values()) kept.add(tensor);
    if (saved.output) kept.add(saved.output);
  }
  return kept;
}
