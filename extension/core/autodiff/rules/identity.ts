import type { Rule } from './types';

export const identity: Rule = { kernel: 'Identity', gradient: ([dy]) => ({ x: () => dy }) };
