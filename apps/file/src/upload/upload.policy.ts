import { AppError, type Dialect, type file } from '@parley/contracts';

const mebibyte = 1024 ** 2;

/** C67; the dialect acted in decides. Reals2Chat uploads through ConnectBest (A-R2-06). */
const attachmentBytes: Readonly<Record<Dialect, number>> = {
  connectbest: 50 * mebibyte,
  chatrooms: 10 * mebibyte,
  reals2chat: 50 * mebibyte,
  umoc: 50 * mebibyte,
  v1: 50 * mebibyte,
};

/** C37, in every dialect. */
const avatarBytes = 5 * mebibyte;

/**
 * The most bytes an upload may have: what was announced, if it was, within the limit.
 * @throws {AppError} FILE_TOO_LARGE when more is announced
 */
export const maxBytesOf = (purpose: file.FilePurpose, dialect: Dialect, announced: number | null): number => {
  const limit = purpose === 'avatar' ? avatarBytes : attachmentBytes[dialect];
  if (announced !== null && announced > limit) throw new AppError('FILE_TOO_LARGE', { size: `at most ${limit} bytes` });
  return announced ?? limit;
};
