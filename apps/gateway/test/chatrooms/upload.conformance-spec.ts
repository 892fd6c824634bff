import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, type Json, type WsClient } from '@parley/testing';
import { eicar, located, png, windowsProgram } from '../files/samples.harness.js';
import { fetchFile, sendForm, type Fields, type Sample } from '../files/uploads.harness.js';
import { connect, createRoom, dataOf, expectRefusal, plain, register, settled, sharedRoom, time, uuid, type Person } from './chatrooms.harness.js';

const sample = (bytes: Buffer, name: string, type: string): Sample => ({ name, type, bytes });
const text = (words: string): Sample => sample(Buffer.from(words), `${uniqueName('note')}.txt`, 'text/plain');

describe('RC-upload.file', () => {
  let ann: Person;
  let ben: Person;
  let roomId: string;
  let anns: WsClient;
  let bens: WsClient;

  beforeAll(async () => {
    [ann, ben] = [await register('ann'), await register('ben')];
    roomId = await sharedRoom(ann, [ben], uniqueName('files '));
    [anns, bens] = [await connect(ann, 0, [roomId]), await connect(ben, 1, [roomId])];
  });
  afterAll(() => [anns, bens].forEach((socket) => socket.close()));

  const upload = async (fields: Fields) => sendForm('/upload/file', ann, fields, 0);
  const uploaded = async (file: Sample): Promise<Json> => {
    const answer = await upload([
      ['chatroom_id', roomId],
      ['file', file],
    ]);
    return dataOf(answer, 201).file;
  };
  /** What the other member hears of a send. */
  const sent = async (frame: object): Promise<Json> => {
    const client_id = uniqueName('c');
    anns.send('send_message', { chatroom_id: roomId, content: plain(client_id), ...frame, client_id });
    await anns.next('message_received', (data) => data.client_id === client_id);
    const isIt = ({ message }: Json) => Buffer.from(message.content.encrypted_data as string, 'base64').toString() === client_id;
    return (await bens.next('message_received', isIt)).message;
  };

  it('RC-upload.file answers 201 with every field; the address gives the bytes as they were uploaded', async () => {
    const photo = await located();
    const file = await uploaded(sample(photo, 'größe 1.jpg', 'image/jpeg'));
    expect(file).toEqual({
      ...{ id: expect.stringMatching(uuid), filename: 'größe 1.jpg', file_type: 'image/jpeg', file_size: photo.length },
      ...{ encrypted_url: expect.stringMatching(/^http.+\/cdn\//), thumbnail_url: expect.stringMatching(/^http.+\/cdn\//) },
      upload_date: expect.stringMatching(time),
    });
    expect((await fetchFile(file.encrypted_url, {})).bytes.equals(photo)).toBe(true);
    const thumbnail = (await fetchFile(file.thumbnail_url, {})).bytes;
    expect(thumbnail.includes('Spyglass')).toBe(false);
  });

  it('RC-upload.file takes ciphertext: opaque bytes, no thumbnail (C68)', async () => {
    const secret = Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 167 + 31) % 251));
    const file = await uploaded(sample(secret, 'photo.jpg', 'image/jpeg'));
    expect(file).toMatchObject({ file_type: 'application/octet-stream', thumbnail_url: null });
    expect((await fetchFile(file.encrypted_url, {})).bytes.equals(secret)).toBe(true);
  });

  it('RC-upload.file takes chatroom_id after the file, too', async () => {
    const file = text('later');
    expect(
      dataOf(
        await upload([
          ['file', file],
          ['chatroom_id', roomId],
        ]),
        201,
      ).file.filename,
    ).toBe(file.name);
  });

  it('A-RC-21 a message brings the files it names; the other member and the history show them', async () => {
    const [one, two] = [await uploaded(text('one')), await uploaded(text('two'))];
    const message = await sent({ message_type: 'file', attachments: [two.id, one.id] });
    const shown = ({ filename, file_type, file_size, encrypted_url, thumbnail_url }: Json) => ({
      ...{ filename, file_type, file_size, encrypted_url, thumbnail_url },
    });
    expect(message).toMatchObject({ message_type: 'file', attachments: [two, one].map(shown) });
    const { messages } = dataOf(await http('GET', `/chatrooms/${roomId}/messages`, { token: ben.token }, 1), 200);
    expect(messages.find(({ id }: Json) => id === message.id).attachments).toEqual([two, one].map(shown));
  });

  it('A-RC-21 an image or a file that names none brings the newest upload not yet used; text brings none', async () => {
    const [older, newer] = [await uploaded(text('older')), await uploaded(text('newer'))];
    const names = async (message_type: string) => (await sent({ message_type })).attachments.map(({ filename }: Json) => filename as string);
    expect(await names('text')).toEqual([]);
    expect(await names('file')).toEqual([newer.filename]);
    expect(await names('image')).toEqual([older.filename]);
  });

  it('A-RC-21 files of others, and what is no file, are refused with their client_id and the field (A-RC-32)', async () => {
    const file = await uploaded(text('mine'));
    const client_id = uniqueName('c');
    bens.send('send_message', { chatroom_id: roomId, content: plain('x'), message_type: 'file', attachments: [file.id], client_id });
    const refused = await bens.next('error', ({ details }) => details.client_id === client_id);
    expect(refused).toMatchObject({ code: 'VALIDATION_INVALID_VALUE', details: { attachments: 'name a file that cannot be attached' } });
    bens.send('send_message', { chatroom_id: roomId, content: plain('x'), message_type: 'file', attachments: ['x'], client_id: `${client_id}2` });
    expect(await bens.next('error', ({ details }) => details.client_id === `${client_id}2`)).toMatchObject({ code: 'VALIDATION_INVALID_FORMAT' });
    await settled(bens);
  });

  it.each<[string, () => Sample, string]>([
    ['10 MB and a byte', () => sample(Buffer.alloc(10 * 1024 ** 2 + 1), 'a.bin', 'application/octet-stream'), 'FILE_TOO_LARGE'],
    ['a program', () => sample(windowsProgram, 'setup.exe', 'application/octet-stream'), 'FILE_TYPE_NOT_ALLOWED'],
    ['EICAR', () => sample(eicar, 'a.txt', 'text/plain'), 'FILE_TYPE_NOT_ALLOWED'],
  ])('RC-upload.file refuses %s with 400', async (_what, make, code) => {
    expectRefusal(
      await upload([
        ['chatroom_id', roomId],
        ['file', make()],
      ]),
      400,
      code,
    );
  });

  it('RC-upload.file takes 10 MB', async () => {
    const file = await uploaded(sample(Buffer.alloc(10 * 1024 ** 2), 'a.bin', 'application/octet-stream'));
    expect(file.file_size).toBe(10 * 1024 ** 2);
  });

  it.each<[string, () => Promise<Fields>, number, string]>([
    ['no chatroom_id (A-RC-39)', async () => [['file', text('x')]], 422, 'VALIDATION_REQUIRED_FIELD'],
    [
      'a malformed chatroom_id',
      async () => [
        ['chatroom_id', 'x'],
        ['file', text('x')],
      ],
      422,
      'VALIDATION_INVALID_FORMAT',
    ],
    ['no file', async () => [['chatroom_id', roomId]], 422, 'VALIDATION_REQUIRED_FIELD'],
    [
      'an unknown chatroom',
      async () => [
        ['chatroom_id', 'f'.repeat(24)],
        ['file', text('x')],
      ],
      404,
      'CHATROOM_NOT_FOUND',
    ],
    [
      'a chatroom one is not in',
      async () => [
        ['chatroom_id', (await createRoom(ben, { name: uniqueName('own '), is_private: true })).id as string],
        ['file', text('x')],
      ],
      403,
      'CHATROOM_ACCESS_DENIED',
    ],
    [
      'two files',
      async () => [
        ['chatroom_id', roomId],
        ['file', text('x')],
        ['file', text('y')],
      ],
      422,
      'VALIDATION_INVALID_VALUE',
    ],
  ])('RC-upload.file refuses %s', async (_what, fields, status, code) => {
    expectRefusal(await upload(await fields()), status, code);
  });

  it('RC-upload.file wants a form and a token', async () => {
    expectRefusal(await http('POST', '/upload/file', { token: ann.token, body: {} }, 0), 400, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(
      await sendForm('/upload/file', { token: 'x' }, [['file', sample(await png(), 'a.png', 'image/png')]], 0),
      401,
      'AUTH_TOKEN_INVALID',
    );
    const cut = { raw: '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc', token: ann.token };
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expectRefusal(await http('POST', '/upload/file', { ...cut, headers }, 0), 400, 'FILE_UPLOAD_FAILED');
  });
});
