import type { Rule } from './types';

/** Between numbers of one kind: what is made of whole numbers or truth values has no gradient to pass on. */
export const cast: Rule = { kernel: 'Cast', gradient: ([dy]) => ({ x: () => dy }) };
