import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { everyMessage, searchSql } from '../src/search/search.repository.js';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('searching messages', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let room: ConversationId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    [anna, ben] = await harness.people('anna', 'ben');
    room = (await harness.room(anna, [ben], {})).conversation.id;
  });
  afterAll(() => harness.close());

  const search = (viewer: Person, query: string, changes: Partial<messaging.SearchMessagesInput>) =>
    harness.call(messaging.searchMessages, {
      ...{ viewerId: viewer.id, query, conversationId: null, senderId: null, types: null, before: null, after: null },
      ...{ withSenderNames: false, limit: 20, ...changes },
    });
  const textsOf = ({ hits }: messaging.SearchResult) => hits.map(({ message: { body } }) => (body.kind === 'plain' ? body.text : 'cipher'));

  it('finds words, beginnings and parts, in that order, whatever case and accents', async () => {
    for (const text of ['the gardens are open', 'a GÀRDEN', 'vineyard and kindergarden', 'no such thing']) await harness.say(anna, room, text);
    const found = await search(ben, 'garden', {});
    expect(textsOf(found)).toEqual(['a GÀRDEN', 'the gardens are open', 'vineyard and kindergarden']);
    expect(found.total).toBe(3);
    expect(found.hits[0]).toMatchObject({
      conversation: { id: room, visibility: 'private' },
      matchedTerms: ['garden'],
      context: { before: 'a ', match: 'GÀRDEN', after: '' },
      highlight: 'a <mark>GÀRDEN</mark>',
    });
    const scores = found.hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores.every((one) => one >= 0 && one <= 1)).toBe(true);
    expect(await search(ben, 'garden', { limit: 1 })).toMatchObject({ total: 3, hits: [{ score: scores[0] }] });
    expect(textsOf(await search(ben, 'open gar', {}))).toEqual(['the gardens are open']);
    expect(await search(ben, '%%% !', {})).toEqual({ hits: [], total: 0 });
  });

  it('finds two characters of text without spaces (A-CB-42)', async () => {
    await harness.say(anna, room, '明日は東京タワーへ行く');
    expect(textsOf(await search(ben, '東京', {}))).toEqual(['明日は東京タワーへ行く']);
    expect(textsOf(await search(ben, '京東', {}))).toEqual([]);
    await harness.say(anna, room, 'あの人々と𠮷野家で会う');
    for (const query of ['人々', '𠮷野', '人々と𠮷野家']) expect(textsOf(await search(ben, query, {}))).toEqual(['あの人々と𠮷野家で会う']);
  });

  it.each([
    ['मुझे हिन्दी पसंद है', ['हिन्दी', 'हिन्', 'पसंद'], ['हनद', 'हिन्दा']],
    ['তুমি কেমন আছো', ['কেমন', 'আছো'], ['কমন']],
    ['தமிழ் மொழி', ['தமிழ்', 'மொழி'], []],
    ['ภาษาที่สวยงาม', ['ภาษา', 'ที่สวย'], []],
    ['مرحبا السَّلامُ', ['السلام', 'السَّلامُ'], []],
    ['שָׁלוֹם עולם', ['שלום', 'שָׁלוֹם'], []],
    ['ΣΊΣΥΦΟΣ', ['σίσυφος', 'Σισυφοσ'], []],
  ])('finds the words of every script: %s', async (text, found, absent) => {
    await harness.say(anna, room, text);
    for (const query of found) expect([query, textsOf(await search(ben, query, {}))]).toEqual([query, [text]]);
    for (const query of absent) expect([query, textsOf(await search(ben, query, {}))]).toEqual([query, []]);
  });

  it('filters by conversation, sender, type and time', async () => {
    const direct = await harness.direct(anna, ben);
    await harness.say(anna, direct, 'filterable in private');
    const later = await harness.say(ben, room, 'filterable in public');
    const texts = async (changes: Partial<messaging.SearchMessagesInput>) => textsOf(await search(ben, 'filterable', changes));
    expect(await texts({ conversationId: direct })).toEqual(['filterable in private']);
    expect(await texts({ senderId: ben.id })).toEqual(['filterable in public']);
    expect(await texts({ before: later.sentAt })).toEqual(['filterable in private']);
    expect(await texts({ after: later.sentAt })).toEqual(['filterable in public']);
    expect(await texts({ types: ['image', 'file'] })).toEqual([]);
  });

  it('shows nobody what he may not read, nor what is gone', async () => {
    const [cleo, dan] = await harness.people('cleo', 'dan');
    const own = (await harness.room(cleo, [dan], {})).conversation.id;
    await harness.say(cleo, own, 'unspeakable');
    expect(await search(ben, 'unspeakable', {})).toEqual({ hits: [], total: 0 });
    const [hit] = (await search(dan, 'unspeakable', {})).hits;
    if (hit === undefined) throw new Error('nothing found');
    const hide = { origin: dan.origin, conversationId: own, messageId: hit.message.id, scope: 'me' as const };
    await harness.call(messaging.deleteMessage, hide);
    expect((await search(dan, 'unspeakable', {})).total).toBe(0);
    await harness.say(cleo, own, 'unspeakable again');
    await expect(search(ben, 'unspeakable', { conversationId: own })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(search(ben, 'unspeakable', { conversationId: newId() })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    expect((await search(dan, 'unspeakable', {})).total).toBe(1);
    await harness.call(messaging.leaveRoom, { origin: dan.origin, conversationId: own });
    expect((await search(dan, 'unspeakable', {})).total).toBe(0);
    await harness.database.query('UPDATE message SET deleted_at = now() WHERE conversation_id = $1', [own]);
    expect((await search(cleo, 'unspeakable', {})).total).toBe(0);
    expect((await search(anna, 'created', {})).total).toBe(0);
  });

  it('C59 never looks into ciphertext, but finds its file names and, where asked, its sender', async () => {
    const data = Buffer.from('cryptic').toString('base64');
    const attachments = [{ fileId: null, url: 'https://a.b/quarterly-report.pdf', kind: null }];
    const body = { kind: 'cipher' as const, scheme: 'chatrooms' as const, data, iv: 'iv', keyVersion: 1 };
    await harness.call(messaging.sendMessage, { ...textInput(ben, { id: room }, ''), body, attachments });
    expect((await search(anna, data.replace(/=+$/, ''), {})).total).toBe(0);
    expect((await search(anna, 'quarterly', {})).hits).toMatchObject([{ matchedTerms: ['quarterly'], highlight: '', context: { match: '' } }]);
    expect((await search(anna, ben.username, { conversationId: room })).total).toBe(0);
    const named = await search(anna, ben.username, { conversationId: room, withSenderNames: true });
    expect(named.hits.every(({ message }) => message.sender.id === ben.id)).toBe(true);
    expect(named.total).toBeGreaterThan(0);
  });

  it('finds what is new when there is no time to look at everything', async () => {
    const { id } = await harness.say(anna, room, 'haystack needle');
    const other = new pg.Client({ connectionString: harness.database.url });
    await other.connect();
    // Whoever waits for this lock has no time left for the search itself.
    await other.query('BEGIN; LOCK TABLE message IN ACCESS EXCLUSIVE MODE');
    const searching = search(anna, 'needle', { conversationId: room });
    await eventually(async () => {
      // The one with a limit on its time stands in a transaction; the one that follows it does not.
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND xact_start = query_start`;
      expect(await harness.database.query(waiting)).not.toEqual([]);
    }, 5_000);
    await other.query('COMMIT');
    await other.end();
    expect((await searching).hits.map(({ message }) => message.id)).toContain(id);
  });

  it('looks up words and parts of words by index', async () => {
    await harness.database.query(
      `INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, created_at)
       SELECT gen_random_uuid(), $1, 100000 + n, $2, 'text', jsonb_build_object('kind', 'plain', 'text', 'filler ' || md5(n::text)), '[]', '{}', now()
         FROM generate_series(1, 20000) n`,
      [room, anna.id],
    );
    await harness.database.query('VACUUM ANALYZE message');
    const plan = { whole: `'zebra'`, prefix: `'zebra':*`, parts: ['%zebra%'] };
    const rows = await harness.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${searchSql({ plan, senders: [] }, everyMessage)}`, [
      ...[[room], `'zebra'`, `'zebra':*`, '%zebra%', ['%zebra%'], [], null, null, null, null, 20, anna.id],
    ]);
    const shown = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(shown).toContain('message_search_document');
    expect(shown).toContain('message_search_text');
    expect(shown).not.toMatch(/Seq Scan on message m/);
  });
});
