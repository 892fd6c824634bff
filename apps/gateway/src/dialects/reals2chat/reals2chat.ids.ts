import { AppError, hexOf, parseId, type AnyId, type Id } from '@parley/contracts';

/** ObjectId, 24 lower-case hex digits (R2-2.1). */
export const encodeId = (id: AnyId): string => hexOf(id);

/** Any rendering is accepted. @throws {AppError} INPUT_INVALID: a malformed id is a bad parameter here (A-R2-03) */
export const decodeId = <K extends string>(text: string, field: string): Id<K> => {
  const id = parseId<K>(text);
  if (id === null) throw new AppError('INPUT_INVALID', { [field]: `${field} must be an ObjectId` });
  return id;
};
