import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hexOf, parseId, type Id } from '@parley/contracts';
import { eventually, http, type IoClient, WsClient, type Json } from '@parley/testing';
import sharp from 'sharp';
import { makeAdmin } from '../connectbest/admin.harness.js';
import { canvas, gif, html, jpeg, jpegAndHtml, pixelFlood, located, pdf, png, svg } from './samples.harness.js';
import { fetchFile, openDirect, register, sendForm, type Fields, type Person, type Sample } from './uploads.harness.js';

const sample = (bytes: Buffer, name = 'me.png', type = 'image/png'): Sample => ({ name, type, bytes });
const oneField = (one: Sample): Fields => [['file', one]];

/** The two dialects that upload avatars. */
const doors = [
  ['CB-2.2', '/api/users/avatar', (body: Json) => body.avatarUrl as string],
  ['RC-users.me.avatar', '/users/me/avatar', (body: Json) => body.data.avatar_url as string],
] as const;

const upload = async (person: Person, bytes: Buffer): Promise<string> => {
  const answer = await sendForm('/api/users/avatar', person, oneField(sample(bytes)), 0);
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body.avatarUrl as string;
};

const hexId = (uuid: string): string => hexOf(parseId(uuid) as Id<string>);
const isGone = (url: string): Promise<void> => eventually(async () => expect((await fetchFile(url, {})).status).toBe(404), 10_000);

describe.each(doors)('%s', (id, path, urlIn) => {
  it(`${id} shows the picture at the address it answers, and in the own profile`, async () => {
    const ann = await register('ann');
    const answer = await sendForm(path, ann, oneField(sample(await canvas(900, 600).png().toBuffer())), 0);
    const url = urlIn(answer.body);
    expect(answer.body).toEqual(
      id === 'CB-2.2' ? { avatarUrl: url } : { success: true, data: { avatar_url: url }, message: expect.stringMatching(/./) },
    );
    expect([answer.status, url]).toEqual([200, expect.stringMatching(/^http.+\/cdn\/[^/]+\/.+\?s=/)]);
    const { status, headers, bytes } = await fetchFile(url, {});
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 512, height: 341 });
    expect((await http('GET', '/users/me', { token: ann.token }, 1)).body.data.avatar_url).toBe(url);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['JPEG', jpeg, 'jpeg'],
    ['PNG called JPEG', png, 'png'],
    ['GIF', gif, 'gif'],
  ])(`${id} goes by the bytes: %s`, async (_what, make, format) => {
    const answer = await sendForm(path, await register('ann'), oneField(sample(await make(), 'x.jpg', 'image/jpeg')), 0);
    expect(answer.status).toBe(200);
    const { bytes, headers } = await fetchFile(urlIn(answer.body), {});
    expect([headers.get('content-type'), (await sharp(bytes).metadata()).format]).toEqual([`image/${format}`, format]);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string, string]>([
    ['HTML called PNG', () => html, 'me.png', 'FILE_TYPE_NOT_ALLOWED'],
    ['SVG', () => svg, 'me.svg', 'FILE_TYPE_NOT_ALLOWED'],
    ['PDF', () => pdf, 'me.pdf', 'FILE_TYPE_NOT_ALLOWED'],
    ['WebP', () => canvas(9, 9).webp().toBuffer(), 'me.webp', 'FILE_TYPE_NOT_ALLOWED'],
    ['half a picture', async () => (await canvas(300, 300).jpeg().toBuffer()).subarray(0, 400), 'me.jpg', 'FILE_TYPE_NOT_ALLOWED'],
    ['a flood of pixels', pixelFlood, 'me.png', 'FILE_TOO_LARGE'],
    ['5 MB and a byte', async () => Buffer.concat([await png(), Buffer.alloc(5 * 1024 ** 2)]), 'me.png', 'FILE_TOO_LARGE'],
  ])(`${id} refuses %s with 400, and leaves the picture there is`, async (_what, make, name, code) => {
    const ann = await register('ann');
    const before = await upload(ann, await png());
    const answer = await sendForm(path, ann, oneField(sample(await make(), name)), 0);
    expect([answer.status, answer.body.code ?? answer.body.error.code]).toEqual([400, code]);
    expect((await http('GET', '/users/me', { token: ann.token }, 0)).body.data.avatar_url).toBe(before);
    expect((await fetchFile(before, {})).status).toBe(200);
  });

  it(`${id} needs a token, a form and the field file`, async () => {
    const ann = await register('ann');
    expect((await sendForm(path, { token: 'x' }, oneField(sample(await png())), 0)).status).toBe(401);
    expect((await http('POST', path, { token: ann.token, body: { file: 'x' } }, 0)).status).toBe(400);
    const absent = await sendForm(path, ann, [['other', 'x']], 0);
    expect(absent.status).toBe(id === 'CB-2.2' ? 400 : 422);
  });
});

describe('avatars', () => {
  it('CB-2.2.r5 RC-users.me.avatar removes the picture it replaces, and a URL set instead removes the last', async () => {
    const ann = await register('ann');
    const first = await upload(ann, await png());
    const second = await upload(ann, await jpeg());
    await isGone(first);
    expect((await fetchFile(second, {})).status).toBe(200);
    const given = 'https://example.com/a.png';
    expect((await http('PUT', '/users/me', { token: ann.token, body: { avatar_url: given } }, 0)).body.data.avatar_url).toBe(given);
    await isGone(second);
  });

  it('CB-2.2 keeps nothing of a photograph but the pixels', async () => {
    for (const bytes of [await located(), await jpegAndHtml()]) {
      const kept = (await fetchFile(await upload(await register('ann'), bytes), {})).bytes;
      expect((await sharp(kept).metadata()).exif).toBeUndefined();
      for (const trace of ['Spyglass', '<script>']) expect(kept.includes(trace)).toBe(false);
    }
  });

  it('C80: the picture of a deleted account is gone from the store', async () => {
    const ann = await register('ann');
    const url = await upload(ann, await png());
    const admin = await makeAdmin();
    expect((await http('DELETE', `/api/admin/users/${ann.id}`, { token: admin.token }, 0)).status).toBe(200);
    await isGone(url);
  });
});

describe('the avatar in every dialect', () => {
  let ann: Person;
  let ben: Person;
  let url: string;
  let dm: string;
  const sockets: (WsClient | IoClient)[] = [];

  beforeAll(async () => {
    [ann, ben] = [await register('ann'), await register('ben')];
    dm = await openDirect(ann, ben);
    url = await upload(ann, await png());
  });
  afterAll(() => sockets.forEach((socket) => socket.close()));

  const asBen = async (path: string): Promise<Json> => (await http('GET', path, { token: ben.token }, 1)).body;

  it('C37 is shown by profiles, conversations and friends', async () => {
    for (const [from, to] of [
      [ann, ben],
      [ben, ann],
    ] as const)
      await http('POST', '/v1/users/me/contacts', { token: from.token, body: { user_id: to.id } }, 0);
    expect((await asBen('/api/friends')).friends[0].photoURL).toBe(url);
    expect((await asBen(`/api/users/${ann.id}`)).user.avatar).toBe(url);
    expect((await asBen('/api/dms')).dms[0].participant.avatar).toBe(url);
    expect((await asBen(`/v1/users/${ann.id}`)).data.avatar_url).toBe(url);
    expect((await asBen('/v1/conversations')).data.conversations[0].avatar_url).toBe(url);
    expect(JSON.stringify(await asBen(`/chatrooms/${dm}`))).toContain(JSON.stringify(url));
  });

  it('C37 comes with the messages that are pushed, at once', async () => {
    const ws = await WsClient.open(`/ws?token=${ben.token}`, 'event', 1, {});
    sockets.push(ws);
    ws.send('join_chatroom', { chatroom_id: dm });
    ws.send('no_such_event', {});
    await ws.next('error');
    const renewed = await upload(ann, await jpeg());
    const sent = await http('POST', `/api/chat/channels/${dm}/messages/send`, { token: ann.token, body: { content: 'look' } }, 0);
    expect(sent.body.message.user.avatar).toBe(renewed);
    expect((await ws.next('message_received')).message.avatar_url).toBe(renewed);
    const { data } = await asBen(`/v1/conversations/conv_${hexId(dm)}/messages`);
    expect(data.messages).toHaveLength(1);
  });
});
