import { request, type ClientRequest } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl } from '@parley/testing';
import { UmocClient } from '../umoc/umoc.harness.js';
import { register, type Person } from './uploads.harness.js';

const head = '--x\r\nContent-Disposition: form-data; name="FIELD"; filename="slow.txt"\r\n\r\n';

/** Resolves with the status, and how long it took, of a request whose body drips a byte now and then. */
const drip = (sent: ClientRequest, start: string): Promise<{ readonly status: number; readonly seconds: number }> =>
  new Promise((resolve, reject) => {
    const begun = Date.now();
    sent.write(start);
    const timer = setInterval(() => sent.write('.'), 500);
    sent.once('response', (answer) => {
      clearInterval(timer);
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, seconds: (Date.now() - begun) / 1_000 });
      sent.destroy();
    });
    sent.once('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
  });

describe('uploads that drip', () => {
  let ann: Person;
  let ben: Person;
  beforeAll(async () => void ([ann, ben] = [await register('ann'), await register('ben')]));

  const open = (method: string, path: string, headers: Readonly<Record<string, string>>): ClientRequest => {
    const { hostname, port } = new URL(gatewayUrl(0));
    return request({ hostname, port, method, path, agent: false, headers: { 'transfer-encoding': 'chunked', ...headers } });
  };
  const form = (path: string, field: string) => {
    const headers = { authorization: `Bearer ${ann.token}`, 'content-type': 'multipart/form-data; boundary=x' };
    return drip(open('POST', path, headers), head.replace('FIELD', field));
  };
  const target = async () => {
    const client = await UmocClient.open({ sessionID: ann.sessionId, token: ann.token }, 0);
    const announced = { recipient_id: ben.id, file_name: 'slow.txt', file_type: 'text/plain', file_size: 1_000 };
    const ready = await client.ask('upload_file_prepare', announced);
    client.io.close();
    return drip(open('PUT', ready.upload_url, { 'x-upload-token': ready.upload_token }), 'a');
  };

  it('CB-5.1 RC-upload.file V1-5.1 CB-2.2 UM-HTTP-upload are cut within two windows, 30 s at most, with a clear answer', async () => {
    const answers = await Promise.all([
      form('/api/upload', 'files'),
      form('/upload/file', 'file'),
      form('/v1/files/upload', 'file'),
      form('/api/users/avatar', 'file'),
      target(),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    for (const { seconds } of answers) expect(seconds).toBeLessThan(31);
  }, 40_000);
});
