import pg from 'pg';

/** Words of the language that all messages are written in. */
export const vocabulary = Array.from({ length: 5_000 }, (_, index) => `w${(index * 7_919 + 104_729).toString(16)}`);

const people = 200;
/** Conversations of others, which the reader cannot see. */
const strangers = 800;

/** An id as the server makes them, at a time: 32 bits of seconds, 64 random ones (ADR 4). A function is called for each row. */
const newId = `CREATE FUNCTION pg_temp.new_id(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(extract(epoch FROM at)::bigint), 8, '0') || '-' || substr(r, 1, 4) || '-4' || substr(r, 5, 3) || '-a7c1-e55' || substr(r, 8, 9))::uuid
    FROM (SELECT md5(random()::text || clock_timestamp()::text) AS r) random $$`;

/**
 * Half of the messages in one room, the others evenly in 200 direct conversations of the reader and 800 of strangers.
 * Common words are common: the n-th is drawn with a density that falls with the cube.
 * @param {string} reader user id
 * @param {number} count of messages
 */
const statements = (reader, count) => [
  `SET search_path = messaging, public; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'`,
  newId,
  // An index is made faster than it is kept.
  'DROP INDEX IF EXISTS message_search_document, message_search_text',
  `CREATE TEMP TABLE person AS SELECT pg_temp.new_id(now()) AS id, n FROM generate_series(1, ${people + 2 * strangers}) n`,
  `INSERT INTO user_mirror (id, num, username, display_name, avatar_url, updated_at)
   SELECT id, 1000000 + n, 'reads' || n, 'Person ' || n, NULL, now() FROM person`,
  `CREATE TEMP TABLE place AS
   SELECT pg_temp.new_id(now()) AS id, 0 AS n, NULL::uuid AS one, NULL::uuid AS two, ${Math.floor(count / 2)} AS size
   UNION ALL SELECT pg_temp.new_id(now()), n, '${reader}', id, ${Math.floor(count / 2 / (people + strangers))} FROM person WHERE n <= ${people}
   UNION ALL SELECT pg_temp.new_id(now()), a.n, a.id, b.id, ${Math.floor(count / 2 / (people + strangers))}
     FROM person a JOIN person b ON b.n = a.n + ${strangers} WHERE a.n > ${people} AND a.n <= ${people + strangers}`,
  `INSERT INTO conversation (id, kind, direct_key, visibility, member_count, last_seq, last_activity_at)
   SELECT id, 'direct', least(one, two) || ':' || greatest(one, two), 'private', 2, size, now() - n * interval '1 minute' FROM place WHERE n > 0`,
  `INSERT INTO conversation (id, kind, slug, title, visibility, owner_id, member_count, last_seq)
   SELECT id, 'room', 'reads', 'Reads', 'private', '${reader}', 1, size FROM place WHERE n = 0`,
  `INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq, last_read_seq)
   SELECT id, unnest(ARRAY[one, two]), 'member', now(), 0, size - 20 FROM place WHERE n > 0
   UNION ALL SELECT id, '${reader}', 'owner', now(), 0, size - 20 FROM place WHERE n = 0`,
  `INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, origin_dialect, created_at)
   SELECT pg_temp.new_id(at), p.id, seq, CASE WHEN p.n = 0 THEN '${reader}' WHEN seq % 2 = 0 THEN one ELSE two END, 'text',
     jsonb_build_object('kind', 'plain', 'text', (SELECT string_agg('w' || to_hex(pick * 7919 + 104729), ' ')
       FROM (SELECT floor(5000 * power(random(), 3))::int AS pick FROM generate_series(1, 8 + (seq % 9)::int)) picks)), '[]', '{}', 'connectbest', at
     FROM place p, generate_series(1, p.size) seq, LATERAL (SELECT now() - (p.size - seq) * interval '20 seconds' AS at) time`,
  `INSERT INTO change (conversation_id, seq, type, message_id) SELECT conversation_id, seq, 'messaging.message.sent.v1', id FROM message`,
  `UPDATE conversation c SET last_message_id = (SELECT id FROM message WHERE conversation_id = c.id AND seq = c.last_seq) WHERE last_seq > 0`,
  'CREATE INDEX message_search_document ON message USING gin (search_document)',
  'CREATE INDEX message_search_text ON message USING gin (search_text gin_trgm_ops)',
];

/**
 * Fills a messaging schema in bulk, unless it is filled already.
 * @param {{ databaseUrl: string, reader: string, count: number, say: (line: string) => void }} options
 * @returns {Promise<{ room: string, messages: number }>} the id of the reader's large room
 */
export async function fill({ databaseUrl, reader, count, say }) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const known = await client.query(`SELECT id FROM messaging.conversation WHERE slug = 'reads'`);
    if (known.rowCount === 0) {
      const begin = performance.now();
      await client.query('BEGIN');
      for (const sql of statements(reader, count)) await client.query(sql);
      await client.query('COMMIT');
      await client.query('VACUUM ANALYZE');
      say(`filled in ${Math.round((performance.now() - begin) / 1_000)} s`);
    }
    const { rows } = await client.query(
      `SELECT c.id AS room, (SELECT count(*)::int FROM messaging.message) AS messages FROM messaging.conversation c WHERE slug = 'reads'`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
