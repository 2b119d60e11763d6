/** The backends that the shared tests run on. */
import { createCpuBackend } from '../../../extension/core/linalg/cpu/backend';
import type { Float64Backend } from '../../../extension/core/linalg/types';

export interface TestedBackend {
  title: string;
  /** Why it cannot run here; absent when it can. */
  skipped?: string;
  create(): Float64Backend;
}

export const testedBackends: TestedBackend[] = [{ title: 'cpu', create: createCpuBackend }];

/** One `describe` a backend, with a fresh backend that is disposed afterwards; a backend that cannot run is shown as pending. */
export function describeBackends(subject: string, define: (backend: () => Float64Backend) => void): void {
  for (const tested of testedBackends) {
    if (tested.skipped !== undefined) {
      describe.skip(`${subject} on ${tested.title} (${tested.skipped})`, () => define(tested.create));
      continue;
    }
    describe(`${subject} on ${tested.title}`, () => {
      let backend: Float64Backend;
      before(() => {
        backend = tested.create();
      });
      after(() => backend.dispose());
      define(() => backend);
    });
  }
}
