/** The model families by type. A new one is a file and a line here. */
import type { ModelConfig } from '../../contract/config';
import { logistic } from './logistic';
import type { ModelFamily } from './types';

const FAMILIES: Record<ModelConfig['type'], ModelFamily> = { logistic };

export function modelFamily(type: ModelConfig['type']): ModelFamily {
  return FAMILIES[type];
}
