import { expect } from '@jest/globals';
import type { Dialect } from '@parley/contracts';

type Refusal = readonly [status: number, code: string];

interface Refusals {
  readonly none: Refusal;
  readonly expired: Refusal;
  readonly dead: unknown;
  /** Where it is told from `dead`. */
  readonly deleted?: Refusal;
  readonly pending: Refusal;
}

/** How a dialect refuses who is not, or not yet, signed in: C16, C18, C75, and the lists of error codes. */
export const refusals: Readonly<Record<Dialect, Refusals>> = {
  connectbest: {
    none: [401, 'TOKEN_MISSING'],
    expired: [401, 'TOKEN_EXPIRED'],
    dead: [401, expect.stringMatching(/^(TOKEN_INVALID|SESSION_REVOKED)$/)],
    pending: [402, 'TWO_FACTOR_REQUIRED'],
  },
  chatrooms: {
    none: [401, 'AUTH_TOKEN_INVALID'],
    expired: [401, 'AUTH_TOKEN_EXPIRED'],
    dead: [401, 'AUTH_TOKEN_INVALID'],
    deleted: [401, 'AUTH_USER_NOT_FOUND'],
    pending: [403, 'RESOURCE_ACCESS_DENIED'],
  },
  reals2chat: {
    none: [401, 'Unauthorized'],
    expired: [401, 'Unauthorized'],
    dead: [401, 'Unauthorized'],
    pending: [403, 'Forbidden'],
  },
  umoc: {
    none: [401, 'Your session has expired or is invalid'],
    expired: [401, 'Your session has expired or is invalid'],
    dead: [401, 'Your session has expired or is invalid'],
    pending: [403, 'A second factor is required'],
  },
  v1: {
    none: [401, 'AUTHENTICATION_FAILED'],
    expired: [401, 'AUTHENTICATION_FAILED'],
    dead: [401, 'AUTHENTICATION_FAILED'],
    pending: [403, 'AUTHORIZATION_FAILED'],
  },
};
