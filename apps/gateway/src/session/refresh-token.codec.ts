import { AppError } from '@parley/contracts';
import { maxTokenChars } from './bearer-token.codec.js';

/** A refresh token that auth may be asked about: a longer one is none, whatever its form. @throws {AppError} REFRESH_TOKEN_INVALID */
export const refreshTokenFrom = (given: string): string => {
  if (given.length > maxTokenChars) throw new AppError('REFRESH_TOKEN_INVALID');
  return given;
};
