import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fleetUrls, http, type Json, type WsClient } from '@parley/testing';
import { connect, dataOf, expectRefusal, plain, register, sharedRoom, textFrame, time } from './chatrooms.harness.js';
import { encryptedChatroom, makeKeyholder, type Keyholder } from './encryption.harness.js';

const placeholder = '[Encrypted message]';

describe('end-to-end encryption (A-RC-06)', () => {
  let [ann, ben, cat]: Keyholder[] = [];
  const all = (): [Keyholder, Keyholder, Keyholder] => {
    if (ann === undefined || ben === undefined || cat === undefined) throw new Error('nobody');
    return [ann, ben, cat];
  };

  beforeAll(async () => {
    [ann, ben, cat] = await Promise.all(['ann', 'ben', 'cat'].map(makeKeyholder));
  });

  const say = async (socket: WsClient, id: string, content: Json): Promise<void> =>
    socket.send('send_message', { ...textFrame(id, '', id), content });

  it('A-RC-06 two clients read each other over both gateways, the server and other dialects only ciphertext', async () => {
    const [one, other] = all();
    const id = await sharedRoom(one, [other], 'Secrets');
    const [ones, others] = [await encryptedChatroom(one, id), await encryptedChatroom(other, id)];
    await ones.refresh();
    const [speaker, hearer] = [await connect(one, 0, [id]), await connect(other, 1, [id])];
    await say(speaker, id, await ones.encrypt('for two pairs of eyes'));
    const { message } = await hearer.next('message_received');
    expect(JSON.stringify(message)).not.toContain(Buffer.from('for two').toString('base64').slice(0, -2));
    expect(await others.decrypt(message.content)).toBe('for two pairs of eyes');
    const shown = await http('GET', `/api/chat/channels/${id}/messages`, { token: other.token }, 0);
    expect(shown.body.messages[0].content).toBe(placeholder);
    const tampered = { ...message.content, key_version: 1, iv: Buffer.alloc(12).toString('base64') };
    await expect(others.decrypt(tampered)).rejects.toThrow();
    for (const socket of [speaker, hearer]) socket.close();
  });

  it('A-RC-06 key_rotation_needed tells of who comes and goes; who came reads what was before, who went nothing after', async () => {
    const [one, other, third] = all();
    const id = await sharedRoom(one, [other], 'Rotating');
    const [ones, others, thirds] = [await encryptedChatroom(one, id), await encryptedChatroom(other, id), await encryptedChatroom(third, id)];
    await ones.refresh();
    const early = await ones.encrypt('before');
    const socket = await connect(one, 1, [id]);
    const path = `/v1/conversations/${id}/participants`;
    expect((await http('POST', path, { token: one.token, body: { participant_ids: [third.id] } }, 0)).status).toBe(201);
    expect(await socket.next('key_rotation_needed')).toEqual({ chatroom_id: id, reason: 'member_joined', user_ids: [third.id] });
    await expect(thirds.decrypt(early)).rejects.toThrow('no key of version 1');
    expect(await one.api('GET', `/chatrooms/${id}/keys`)).toMatchObject({ current_version: 1, rotation_needed: false, missing_user_ids: [third.id] });
    await ones.refresh();
    expect(await thirds.decrypt(early)).toBe('before');

    expect((await http('DELETE', `${path}/${third.id}`, { token: one.token }, 0)).status).toBe(200);
    expect(await socket.next('key_rotation_needed')).toEqual({ chatroom_id: id, reason: 'member_left', user_ids: [third.id] });
    expect(await one.api('GET', `/chatrooms/${id}/keys`)).toMatchObject({ current_version: 1, rotation_needed: true, missing_user_ids: [] });
    // Both renew at the same moment: one version comes of it, and both have its key.
    await Promise.all([ones.refresh(), others.refresh()]);
    const late = await others.encrypt('after');
    expect(late.key_version).toBe(2);
    expect(await ones.decrypt(late)).toBe('after');
    await expect(thirds.decrypt(late)).rejects.toThrow('403');
    socket.close();
  });

  it('A-RC-06 keys are each member’s own, made once, and no stranger’s business', async () => {
    const [one, other, third] = all();
    const id = await sharedRoom(one, [other], 'Ruled');
    const put = (person: Keyholder, key_version: unknown, keys: unknown) =>
      http('PUT', `/chatrooms/${id}/keys`, { token: person.token, body: { key_version, keys } }, 1);
    const key = (user_id: string, text: string) => ({ user_id, wrapped_key: Buffer.from(text).toString('base64') });
    expect((await put(one, 1, [key(one.id, 'a'), key(other.id, 'b')])).status).toBe(200);
    expect((await put(one, 1, [key(one.id, 'a'), key(other.id, 'b')])).status).toBe(200);
    expectRefusal(await put(other, 1, [key(one.id, 'c'), key(other.id, 'd')]), 409, 'RESOURCE_ALREADY_EXISTS');
    expectRefusal(await put(one, 3, [key(one.id, 'a')]), 409, 'RESOURCE_ALREADY_EXISTS');
    expect((await put(other, 1, [key(other.id, 'wrapped again')])).status).toBe(200);
    expect(await other.api('GET', `/chatrooms/${id}/keys`)).toEqual({
      keys: [{ key_version: 1, wrapped_key: key('', 'wrapped again').wrapped_key, wrapped_by: other.id, created_at: expect.stringMatching(time) }],
      ...{ current_version: 1, rotation_needed: false, missing_user_ids: [] },
    });
    expectRefusal(await put(third, 1, [key(third.id, 'x')]), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await http('GET', `/chatrooms/${id}/keys`, { token: third.token }, 0), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await http('GET', `/chatrooms/${id}/public-keys`, { token: third.token }, 0), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await put(one, 2, [key(third.id, 'x')]), 422, 'VALIDATION_INVALID_VALUE');
    for (const [version, keys] of [
      [0, [key(one.id, 'a')]],
      ['1', [key(one.id, 'a')]],
      [2, []],
      [2, [{ user_id: one.id, wrapped_key: 'no base64!' }]],
      [2, [{ user_id: 'nobody', wrapped_key: 'YQ==' }]],
      [2, [key(one.id, 'x'.repeat(4_000))]],
      [2, [key(one.id, 'a'), key(one.id, 'b')]],
    ] as const)
      expect([version, (await put(one, version, keys)).status]).toEqual([version, 422]);
  });

  it('A-RC-06 GET /users/{user_id}/public-key answers whoever is logged in', async () => {
    const [one, other] = all();
    const keyless = await register('keyless');
    const get = (id: string) => http('GET', `/users/${id}/public-key`, { token: one.token }, 0);
    expect((await get(other.id)).body.data).toEqual({ user_id: other.id, public_key: other.publicKey });
    expect((await get(keyless.id)).body.data).toEqual({ user_id: keyless.id, public_key: null });
    expectRefusal(await get('6b005aa2-f5fa-4534-a7c1-e5527a9f9c3a'), 404, 'RESOURCE_NOT_FOUND');
    expectRefusal(await get('nobody'), 422, 'VALIDATION_INVALID_FORMAT');
    expect((await http('GET', `/users/${other.id}/public-key`, {}, 0)).status).toBe(401);
  });

  it('A-RC-06 the worked example runs', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join('examples', 'encrypted-chatroom', 'main.mjs'), fleetUrls()[0]]);
    expect(stdout).toMatch(/the server keeps: [\w+/=]{40,}\nben reads: {8}Nobody but us reads this\.\n/);
  });

  it('C48 RC-rooms.update require_encryption: plain text is refused in every dialect, ciphertext is not', async () => {
    const [one, other] = all();
    const id = await sharedRoom(one, [other], 'Sealed');
    const put = ({ token }: Keyholder, body: object) => http('PUT', `/chatrooms/${id}`, { token, body }, 0);
    const room = async () => dataOf(await http('GET', `/chatrooms/${id}`, { token: other.token }, 1), 200).chatroom;
    expect(await room()).not.toHaveProperty('require_encryption');
    expectRefusal(await put(other, { require_encryption: true }), 403, 'RESOURCE_ACCESS_DENIED');
    expectRefusal(await put(one, { require_encryption: 'yes' }), 422, 'VALIDATION_INVALID_VALUE');
    expect(dataOf(await put(one, { require_encryption: true }), 200).chatroom).toMatchObject({ require_encryption: true });
    expect(await room()).toMatchObject({ require_encryption: true });

    const socket = await connect(other, 1, [id]);
    await say(socket, id, plain('clear'));
    expect(await socket.next('error')).toMatchObject({ code: 'RESOURCE_ACCESS_DENIED', details: { client_id: id } });
    const elsewhere = async (path: string, body: object) => (await http('POST', path, { token: other.token, body }, 0)).status;
    const throughV1 = () => elsewhere(`/v1/conversations/${id}/messages`, { content_encrypted: 'aGk=', message_type: 'text' });
    expect(await throughV1()).toBe(403);
    expect(await elsewhere(`/api/chat/channels/${id}/messages/send`, { content: 'clear' })).toBe(403);
    const sealed = { encrypted_data: 'AAECAw==', iv: 'aXY=', key_version: 1 };
    await say(socket, id, sealed);
    expect((await socket.next('message_received')).message.content).toEqual(sealed);
    expect(dataOf(await put(one, { require_encryption: false }), 200).chatroom).not.toHaveProperty('require_encryption');
    expect(await throughV1()).toBe(201);
    socket.close();
  });
});
