/** The model families by type. A new one is a file and a line here. */
import type { ModelConfig } from '../../contract/config';
import { cnn } from './cnn';
import { keras } from './keras';
import { logistic } from './logistic';
import { mlp } from './mlp';
import { rbfSvm } from './rbfSvm';
import { smoothHinge } from './smoothHinge';
import type { ModelFamily } from './types';

const FAMILIES: { [T in ModelConfig['type']]: ModelFamily<T> } = {
  logistic,
  'smooth-hinge': smoothHinge,
  'rbf-svm': rbfSvm,
  mlp,
  cnn,
  keras,
};

/** @returns the family of a config's type; give it configs of that type only */
export function modelFamily<T extends ModelConfig['type']>(type: T): ModelFamily<T> {
  return FAMILIES[type];
}
