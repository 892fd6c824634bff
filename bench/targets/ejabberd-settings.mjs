/**
 * ejabberd.yml of a server that keeps what Parley keeps: accounts, rooms, and every message, in Postgres. No TLS and no limits
 * on rates, as nothing else here has them.
 * @param {{ port: number, database: URL }} options
 * @returns {string} YAML
 */
export const ejabberdSettings = ({ port, database }) => `
loglevel: warning
hosts: [localhost]
listen:
  - {port: ${port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all, starttls: false, backlog: 4096}
auth_method: [sql]
auth_password_format: plain
default_db: sql
sql_type: pgsql
sql_server: "${database.hostname}"
sql_port: ${database.port}
sql_database: "${database.pathname.slice(1)}"
sql_username: "${decodeURIComponent(database.username)}"
sql_password: "${decodeURIComponent(database.password)}"
sql_pool_size: 10
disable_sasl_mechanisms: ["digest-md5", "X-OAUTH2"]
acl: {local: {user_regexp: ""}}
max_fsm_queue: 100000
modules:
  mod_disco: {}
  mod_roster: {}
  mod_offline: {}
  mod_privacy: {}
  mod_mam: {default: always, db_type: sql, compress_xml: false, request_activates_archiving: false, assume_mam_usage: true}
  mod_muc:
    access: [allow: all]
    access_create: all
    access_persistent: all
    access_mam: all
    max_users: 5000
    max_user_conferences: 1000
    max_users_presence: 5000
    db_type: sql
    default_room_options: {mam: true, persistent: true, max_users: 5000, presence_broadcast: []}
  mod_ping: {}
`;
