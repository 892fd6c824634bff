import pg from 'pg';

const schema = `
  CREATE TABLE IF NOT EXISTS message (id uuid PRIMARY KEY, conversation text NOT NULL, sender text NOT NULL, body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX IF NOT EXISTS message_conversation ON message (conversation, created_at DESC);
  CREATE TABLE IF NOT EXISTS outbox (id bigserial PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), published_at timestamptz)`;

const append = {
  name: 'append',
  text: `WITH stored AS (
      INSERT INTO message (id, conversation, sender, body) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
    ) INSERT INTO outbox (topic, payload) SELECT 'message.sent', payload FROM unnest($5::jsonb[]) payload`,
};

/** @typedef {{ id: string, conversation: string, from: string, body: string }} Message */

/**
 * The least that keeps a message and its outbox row: one statement and one commit for a batch.
 * @param {string} database URL
 * @returns {Promise<(messages: Message[]) => Promise<void>>}
 */
export async function openMessageStore(database) {
  const pool = new pg.Pool({ connectionString: database, max: 8 });
  await pool.query(schema);
  return async (messages) => {
    const column = (/** @type {keyof Message} */ name) => messages.map((message) => message[name]);
    const payloads = messages.map((message) => JSON.stringify(message));
    await pool.query({ ...append, values: [column('id'), column('conversation'), column('from'), column('body'), payloads] });
  };
}
