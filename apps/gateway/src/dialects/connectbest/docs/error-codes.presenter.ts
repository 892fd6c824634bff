import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { presentError } from '../connectbest.errors.js';

export interface DescribedError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

const describe = (code: ErrorCode): DescribedError => {
  const { status, body } = presentError(new AppError(code));
  return { ...(body as Pick<DescribedError, 'code' | 'message'>), status };
};

/** Every code a refusal of this dialect may carry, with its status and text, by code. */
export const presentErrorCodes = (): readonly DescribedError[] =>
  (Object.keys(errorKinds) as ErrorCode[])
    .map(describe)
    .map(({ code, status, message }) => ({ code, status, message }))
    .sort((a, b) => a.code.localeCompare(b.code));
