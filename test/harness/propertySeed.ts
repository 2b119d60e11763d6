/** Properties are tried on the same cases in every run, so that a failure is one of the change and comes again. */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261128 });
