/** The Hessian: its extreme eigenvalues with the damping, and its products against differences of gradients. */
import { checkProductError } from '../../core/checks/productError';
import { checkSpectrum } from '../../core/checks/spectrum';
import { solverOptions } from '../session/fit';
import { perModel } from './perModel';
import type { CheckContext } from './types';

/** Products and solves of the two Lanczos runs, and passes that the differences take. */
const SPECTRUM_PASSES = 80;
const DIFFERENCE_PASSES = 22;

export const spectrumCheck = perModel({
  cost: ({ fitted, influence }) => {
    const { parameters } = fitted.model.report;
    // Solving takes a factor that is there, or iterations of unknown number.
    const solves = influence.solver.name === 'exact' ? SPECTRUM_PASSES * parameters ** 2 : Infinity;
    return passFlops({ fitted }) * SPECTRUM_PASSES + solves;
  },
  async run({ request, dataset, fitted, work }) {
    const spectrum = await fitted.model.evidence?.spectrum(solverOptions(request, dataset), work);
    return spectrum && checkSpectrum(spectrum, fitted.model.report.l2);
  },
});

export const productCheck = perModel({
  cost: (context) => passFlops(context) * DIFFERENCE_PASSES,
  run({ dataset, fitted: { model } }) {
    const error = model.evidence?.productError(dataset.seed);
    return Promise.resolve(
      error === undefined ? undefined : checkProductError(error, model.evidence!.single),
    );
  },
});

function passFlops({ fitted }: Pick<CheckContext, 'fitted'>): number {
  return fitted.model.evidence?.passFlops ?? 0;
}
