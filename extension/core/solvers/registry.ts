/** The solvers of models that are linear in their parameters. A new one is a file and a line here. */
import { conjugateGradientSolver } from './cg';
import { exactDual } from './exactDual';
import { exactPrimal } from './exactPrimal';
import { lissaSolver } from './lissa';
import type { LinearCurvature, SolverEntry } from './types';

export const LINEAR_SOLVERS: readonly SolverEntry<LinearCurvature>[] = [
  exactPrimal,
  exactDual,
  conjugateGradientSolver,
  lissaSolver,
];
