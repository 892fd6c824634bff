/** The services that keep things, by the name of their app; each owns the schema and the role named after it. */
export const storingServices = ['auth', 'user', 'messaging', 'call-signaling', 'file', 'ai', 'notification'];

/** Shared by all schemas, in `public`. */
export const extensions = ['pg_trgm', 'unaccent', 'citext'];

/** @param {string} service */
export const schemaOf = (service) => service.replaceAll('-', '_');

/** @param {string} service */
export const roleOf = (service) => `parley_${schemaOf(service)}`;

/** @param {string} service the variable that may give its role's password */
export const passwordVariable = (service) => `DB_PASSWORD_${schemaOf(service).toUpperCase()}`;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export const databaseName = (env) => env.PARLEY_DATABASE || 'parley';

/**
 * The passwords that the environment gives, and for the rest those kept with the data.
 * @param {NodeJS.ProcessEnv} env
 * @param {(name: string) => string} kept
 * @returns {Record<string, string>} by service
 */
export const databasePasswords = (env, kept) =>
  Object.fromEntries(storingServices.map((service) => [service, env[passwordVariable(service)] || kept(roleOf(service))]));
