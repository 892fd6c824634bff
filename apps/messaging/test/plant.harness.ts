/** 5,000 users in pairs; 10 messages a pair, one pair has 5,000: enough that the planner, left free, has a choice to make. */
export const plant: readonly string[] = [
  `INSERT INTO user_mirror SELECT gen_random_uuid(), n, 'user' || n, 'User ' || n, NULL, now() FROM generate_series(1, 5000) n`,
  `INSERT INTO conversation (id, kind, direct_key, visibility, member_count, last_seq)
   SELECT gen_random_uuid(), 'direct', least(a.id, b.id) || ':' || greatest(a.id, b.id), 'private', 2, 5000
     FROM user_mirror a JOIN user_mirror b ON b.num = a.num + 1 WHERE a.num % 2 = 1`,
  `INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq)
   SELECT c.id, u::uuid, 'member', now(), 0 FROM conversation c, unnest(string_to_array(c.direct_key, ':')) u`,
  `INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, origin_dialect, created_at)
   SELECT gen_random_uuid(), m.conversation_id, n, m.user_id, 'text', '{"kind":"plain","text":"hi"}', '[]', '{}', 'v1', now()
     FROM (SELECT conversation_id, min(user_id::text)::uuid AS user_id, row_number() OVER () AS place FROM member GROUP BY conversation_id) m,
     LATERAL generate_series(1, CASE place WHEN 1 THEN 5000 ELSE 10 END) n`,
  `INSERT INTO change (conversation_id, seq, type, message_id) SELECT conversation_id, seq, 'messaging.message.sent.v1', id FROM message`,
  `INSERT INTO reaction SELECT id, sender_id, '👍', now() FROM message`,
  `INSERT INTO receipt SELECT conversation_id, sender_id, seq, now() FROM message`,
  `INSERT INTO message_hide SELECT id, sender_id, now() FROM message WHERE seq % 2 = 0`,
  `INSERT INTO pin SELECT conversation_id, id, sender_id, now() FROM message WHERE seq = 1`,
  `INSERT INTO client_key SELECT conversation_id, sender_id, 'k' || seq, id, created_at FROM message`,
  `INSERT INTO block_mirror SELECT gen_random_uuid() || ':' || gen_random_uuid(), gen_random_uuid(), true, now() FROM generate_series(1, 5000)`,
  'INSERT INTO preference (id, user_id, target_id) SELECT gen_random_uuid(), user_id, conversation_id FROM member',
  'ANALYZE',
];
