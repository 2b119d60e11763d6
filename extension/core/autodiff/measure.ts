/** What a pass through a network takes, found by a pass of a few rows. */
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Network } from './network';
import { record } from './record';
import { disposeTape, tapeBytes, type TapeNode } from './tape';

export interface RowCost {
  /** Bytes that derivatives of the scores read. */
  bytes: number;
  /** Multiplications in products with weights, forward. */
  multiplications: number;
}

/** @param rows some rows, not disposed of; the more, the less do constants weigh */
export function measureRow(network: Network, rows: Tensor): RowCost {
  let cost: RowCost | undefined;
  tidy(() => {
    const { tape } = record(() => network.apply(rows));
    cost = {
      bytes: tapeBytes(tape) / rows.shape[0],
      multiplications: tape.nodes.reduce((sum, node) => sum + multiplicationsOf(node), 0) / rows.shape[0],
    };
    disposeTape(tape);
  });
  return cost!;
}

function multiplicationsOf({ kernel, inputs, outputs, attrs }: TapeNode): number {
  const { shape } = outputs[0];
  const size = shape.reduce((product, side) => product * side, 1);
  switch (kernel) {
    case 'BatchMatMul':
      return size * inputs[0].shape.at(attrs['transposeA'] ? -2 : -1)!;
    case 'Conv2D':
      return size * inputs[1].shape.slice(0, 3).reduce((product, side) => product * side, 1);
    default:
      return 0;
  }
}
