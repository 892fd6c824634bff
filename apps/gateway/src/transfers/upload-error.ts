import { AppError } from '@parley/contracts';

/** Errors of the form's reader, by their codes. */
const codeOfForm: Readonly<Record<string, 'INPUT_INVALID' | 'UPLOAD_INCOMPLETE'>> = {
  FST_FILES_LIMIT: 'INPUT_INVALID',
  FST_FIELDS_LIMIT: 'INPUT_INVALID',
  FST_PARTS_LIMIT: 'INPUT_INVALID',
  FST_PROTO_VIOLATION: 'INPUT_INVALID',
  FST_INVALID_JSON_FIELD_ERROR: 'INPUT_INVALID',
  FST_PREMATURE_CLOSE: 'UPLOAD_INCOMPLETE',
};

/** What a failed upload is to its client: the reader of forms has codes of its own, and a file service that is away is a lost upload. */
export const uploadError = (error: unknown): unknown => {
  if (error instanceof AppError)
    return error.code === 'SERVICE_UNAVAILABLE' ? new AppError('FILE_UPLOAD_FAILED', error.details, { cause: error }) : error;
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const known = codeOfForm[code ?? ''];
  if (known !== undefined) return new AppError(known, { form: message ?? 'is malformed' }, { cause: error });
  // The needle is a boundary that is too long.
  return /multipart|part terminated|boundary|needle|header/i.test(message ?? '') ? new AppError('BODY_MALFORMED', {}, { cause: error }) : error;
};
