import type { BackendChoice } from '../../contract/config';
import type { BackendHead, InfoDocument } from '../../contract/documents';
import { LensError } from '../../contract/errors';
import { createCpuBackend } from '../../core/linalg/cpu/backend';
import type { Float64Backend } from '../../core/linalg/types';

export interface OpenBackend {
  backend: Float64Backend;
  head: BackendHead;
}

/** Starts the backend of a choice. Throws a `backend` error when it is not there. */
export function openBackend(choice: BackendChoice): Promise<OpenBackend> {
  if (choice !== 'auto' && choice !== 'cpu') {
    throw new LensError('backend', `The backend "${choice}" is not available.`, { hint: 'Choose "cpu".' });
  }
  const backend = createCpuBackend();
  const head: BackendHead = { name: backend.name, version: backend.version, reason: 'Plain JavaScript.' };
  return Promise.resolve({ backend, head });
}

/** Every backend and whether it is there. */
export function listBackends(): Promise<InfoDocument['backends']> {
  return Promise.resolve([{ name: 'cpu', available: true }]);
}
