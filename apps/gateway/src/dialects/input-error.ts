import { AppError } from '@parley/contracts';

/** Why a field was refused; some dialects have a code for each (A-RC-32). */
export type ViolationKind = 'missing' | 'type' | 'format' | 'too_long' | 'too_short' | 'value';

export interface Violation {
  readonly field: string;
  readonly kind: ViolationKind;
  readonly message: string;
}

/** A request that failed validation at the edge: INPUT_INVALID with {field: message}, and the kinds. */
export class InputError extends AppError {
  constructor(readonly violations: readonly Violation[]) {
    super('INPUT_INVALID', Object.fromEntries(violations.map(({ field, message }) => [field, message])));
    this.name = 'InputError';
  }
}
