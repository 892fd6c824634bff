import passportJwt from 'passport-jwt';

/** No token, key or ticket of ours is longer. */
export const maxTokenChars = 4_096;

const extract = passportJwt.ExtractJwt.fromAuthHeaderAsBearerToken();
/** Asked first: on a long header without a space the extractor's own pattern backtracks for hundreds of milliseconds. */
const bearer = /^bearer\s/i;

/** The token of an `Authorization: Bearer` header, or null. */
export const bearerToken = (header: string | undefined): string | null =>
  header !== undefined && bearer.test(header) ? extract({ headers: { authorization: header } }) : null;
