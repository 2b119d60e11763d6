import { fromOutput } from './elementwise';

export const exp = fromOutput('Exp', (y) => y);
