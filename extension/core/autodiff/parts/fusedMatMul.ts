import { runKernel } from '../engine';
import { finish } from './activation';
import type { Parts } from './types';

export const fusedMatMul: Parts = {
  kernel: '_FusedMatMul',
  run: (inputs, attrs) => {
    const { a, b } = inputs as Required<typeof inputs>;
    const { transposeA, transposeB } = attrs;
    return finish(runKernel('BatchMatMul', { a: a, b: b }, { transposeA, transposeB }), inputs, attrs);
  },
};
