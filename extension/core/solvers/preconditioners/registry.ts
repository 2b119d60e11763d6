/** Ways to precondition, from cheap to good. A new one is a file and a line here. */
import { decoupled } from './decoupled';
import { diagonal } from './diagonal';
import { spectral } from './spectral';
import type { PreconditionerKind } from './types';

export const PRECONDITIONERS: readonly PreconditionerKind[] = [diagonal, decoupled, spectral];
