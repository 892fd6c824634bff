/**
 * A server that Parley needs: used by URL when one is given, else started privately.
 * @typedef {object} Server
 * @property {'postgres' | 'nats' | 'redis'} name also of its pid file, log file and data folder
 * @property {string} title
 * @property {string} variable holds the URL of one that runs already
 * @property {number} port the usual one, for a URL that names none
 * @property {string[][]} programs each entry is a set of programs that one folder must hold; the first found wins
 * @property {string} debian package
 * @property {string} brew formula
 * @property {NodeJS.Signals} signal asks it to stop
 * @property {NodeJS.Signals} force makes it stop
 */

/** @type {Server} */
export const postgres = {
  name: 'postgres',
  title: 'PostgreSQL',
  variable: 'POSTGRES_URL',
  port: 5432,
  programs: [['postgres', 'initdb']],
  debian: 'postgresql',
  brew: 'postgresql@16',
  signal: 'SIGINT', // fast shutdown; SIGTERM would wait for every client to leave
  force: 'SIGQUIT', // immediate shutdown; SIGKILL would leave its shared memory behind
};

/** @type {Server} */
export const nats = {
  name: 'nats',
  title: 'NATS',
  variable: 'NATS_URL',
  port: 4222,
  programs: [['nats-server']],
  debian: 'nats-server',
  brew: 'nats-server',
  signal: 'SIGTERM',
  force: 'SIGKILL',
};

/** @type {Server} */
export const redis = {
  name: 'redis',
  title: 'Redis',
  variable: 'REDIS_URL',
  port: 6379,
  programs: [['redis-server'], ['valkey-server']],
  debian: 'redis-server',
  brew: 'redis',
  signal: 'SIGTERM',
  force: 'SIGKILL',
};

export const servers = [postgres, nats, redis];
