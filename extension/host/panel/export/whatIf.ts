/** A change of the training data and what it does, as a table. */
import type { GroupChange } from '../../../contract/groups';
import type { WhatIfAnswer } from '../../../contract/panel';
import type { ExportTable } from './types';

export function whatIfTable({ whatIf }: WhatIfAnswer): ExportTable {
  const { loss, probability, testLoss, testAccuracy } = whatIf;
  const change = (name: string, { before, firstOrder, forecast, actual }: GroupChange) => [
    name,
    before,
    firstOrder,
    forecast,
    actual ?? '',
  ];
  return {
    header: ['of', 'before', 'first_order', 'forecast', 'actual'],
    rows: [
      change('loss', loss),
      ['probability', probability.before, '', probability.forecast, probability.actual ?? ''],
      ...(testLoss ? [change('test_loss', testLoss)] : []),
      ...(testAccuracy
        ? [
            [
              'test_accuracy',
              testAccuracy.before,
              '',
              '',
              testAccuracy.actual === undefined ? '' : testAccuracy.actual - testAccuracy.before,
            ],
          ]
        : []),
    ],
  };
}
