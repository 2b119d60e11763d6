/** All benchmarks, in the order in which they run. */
import { audit } from './benchmarks/audit';
import { convolutional } from './benchmarks/convolutional';
import { derivatives } from './benchmarks/derivatives';
import { extension } from './benchmarks/extension';
import { leaveOneOut } from './benchmarks/leaveOneOut';
import { mails } from './benchmarks/mails';
import { mislabelsDense } from './benchmarks/mislabelsDense';
import { mislabelsText } from './benchmarks/mislabelsText';
import { mislabelsTime } from './benchmarks/mislabelsTime';
import { mnist } from './benchmarks/mnist';
import { numericTable } from './benchmarks/numericTable';
import { panel } from './benchmarks/panel';
import { perceptron } from './benchmarks/perceptron';
import { smoothHinge } from './benchmarks/smoothHinge';
import { warm } from './benchmarks/warm';
import type { Benchmark } from './types';

export const benchmarks: readonly Benchmark[] = [
  numericTable,
  warm,
  panel,
  mnist,
  derivatives,
  convolutional,
  perceptron,
  leaveOneOut,
  smoothHinge,
  audit,
  mails,
  extension,
  mislabelsText,
  mislabelsDense,
  mislabelsTime,
];
