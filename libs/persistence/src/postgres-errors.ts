import { AppError } from '@parley/contracts';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
}

const driverError = (error: unknown): PostgresError => (error instanceof QueryFailedError ? (error.driverError as PostgresError) : (error ?? {}));

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);
/** admin shutdown, crash shutdown, cannot connect now; its disk does not do as told. */
const serverCodes = new Set(['57P01', '57P02', '57P03', '58030']);
/** Classes of codes: connections; means that have run out (disk, memory, connections). */
const serverClasses = ['08', '53'];
const lostConnection = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i;

/** A connection that dies between two statements of a transaction takes its runner with it. */
const hasLostRunner = (error: unknown): boolean =>
  error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError;

/** Postgres cannot be reached now, or has no room: asking again later may help. */
export const isUnavailable = (error: unknown): boolean => {
  const { code } = driverError(error);
  if (code !== undefined && (networkCodes.has(code) || serverCodes.has(code) || serverClasses.includes(code.slice(0, 2)))) return true;
  return hasLostRunner(error) || (error instanceof Error && lostConnection.test(error.message));
};

/** Two transactions met (serialisation, deadlock): running the same one again is right. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(driverError(error).code ?? '');

/** The statement took longer than it may. */
export const isTimedOut = (error: unknown): boolean => driverError(error).code === '57014';

/** The name of the unique or check constraint an error broke, or null. Repositories turn it into a code. */
export const brokenConstraint = (error: unknown): string | null => {
  const { code, constraint } = driverError(error);
  return code === '23505' || code === '23514' || code === '23503' ? (constraint ?? null) : null;
};

/** Untranslatable character (a NUL or lone surrogate in JSON), invalid byte sequence (a NUL in text). */
const textCodes = new Set(['22P05', '22021']);

/** Text that Postgres cannot hold: the input's fault, not ours. */
const isUnstorableText = (error: unknown): boolean => {
  const { code } = driverError(error);
  return code !== undefined && textCodes.has(code);
};

/** What Postgres itself says of a query, as the catalogue says it; anything else as it was. */
export const toKnownError = (error: unknown): unknown => {
  if (isUnavailable(error)) return new AppError('SERVICE_UNAVAILABLE', {}, { cause: error });
  if (isUnstorableText(error)) return new AppError('INPUT_INVALID', { text: 'has a character that cannot be stored' }, { cause: error });
  return error;
};
