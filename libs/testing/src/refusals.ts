import { appendFileSync } from 'node:fs';
import { AppError } from '@parley/contracts';

/** Notes what a contract refused a test with, where `npm test` asks for it: every declared error must be met once (`tools/contract-errors.mjs`). */
export const noteRefusal = (subject: string, error: unknown): void => {
  const file = process.env['CONTRACT_ERRORS'];
  if (file !== undefined && error instanceof AppError) appendFileSync(file, `${subject} ${error.code}\n`);
};
