import { Problem } from '../cli/problem.mjs';

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ECONNRESET']);

/**
 * What the administrator of a PostgreSQL server can do about its error.
 * @param {any} error
 * @param {URL} url of the administrator
 * @returns {unknown} a Problem, or the error itself when nothing is known about it
 */
export function explainPostgres(error, url) {
  const place = `POSTGRES_URL (${url.hostname}:${url.port || 5432})`;
  const user = decodeURIComponent(url.username);
  const sentence = () => {
    if (unreachable.has(error.code) || /timeout/.test(error.message)) {
      return `${place} does not answer (${error.code ?? error.message}); start that server or mend the URL.`;
    }
    switch (error.code) {
      case '28P01':
      case '28000':
        return `${place} refused user "${user}": ${error.message}; mend the user or the password.`;
      case '3D000':
        return `${place} names a database that does not exist: ${error.message}; name one that does, such as /postgres.`;
      case '42501':
        return `${place}: user "${user}" may not prepare the database (${error.message}); give it CREATEROLE and CREATEDB, or name a superuser.`;
      case '0A000':
      case '58P01':
        return `${place} lacks an extension (${error.message}); install PostgreSQL's contrib package there, often postgresql-contrib.`;
      default:
        return undefined;
    }
  };
  const said = sentence();
  return said ? new Problem(said, { cause: error }) : error;
}
