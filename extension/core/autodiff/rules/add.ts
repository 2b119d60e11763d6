import { sumTo } from './broadcasting';
import type { Rule } from './types';

export const add: Rule = {
  kernel: 'Add',
  gradient: ([dy], { shape }) => ({ a: () => sumTo(dy, shape('a')), b: () => sumTo(dy, shape('b')) }),
};
