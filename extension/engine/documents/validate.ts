import type { ValidateDocument } from '../../contract/documents';
import type { ValidateResult } from '../../contract/protocol';

export function validateDocument({ head, ...rest }: ValidateResult): ValidateDocument {
  return { kind: 'validate', ...head, ...rest };
}
