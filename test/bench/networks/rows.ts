import { type Digits } from '../../data/digits';
import { selectRows } from '../selectRows';

/** All rows but one. */
export function without(digits: Digits, row: number): Digits {
  const left = Int32Array.from(digits.labels.keys()).filter((i) => i !== row);
  return {
    ...digits,
    features: selectRows(digits.features, left) as Digits['features'],
    labels: left.map((i) => digits.labels[i]!),
  };
}
