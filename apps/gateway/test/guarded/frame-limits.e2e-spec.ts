import { describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, WsClient } from '@parley/testing';

const register = async (): Promise<string> => {
  const username = uniqueName('frames');
  const body = { username, email: `${username}@example.org`, password: 'Passw0rd!', display_name: 'Frames' };
  return (await http('POST', '/auth/register', { body }, 0)).body.data.access_token as string;
};

const codesOf = (socket: WsClient): readonly string[] => socket.heard('error').map(({ error }) => error.code as string);

describe('limits of frames (C76)', () => {
  it('A-V1-36 are 100 a minute over all sockets and gateways; what is no frame counts, and auth does not', async () => {
    const token = await register();
    const open = (gateway: number): Promise<WsClient> => WsClient.open(`/?token=${token}`, 'type', gateway, {});
    const [one, other] = [await open(0), await open(1)];
    for (let n = 0; n < 20; n++) one.send('auth', { token });
    for (let n = 0; n < 50; n++) one.sendRaw('no frame');
    for (let n = 0; n < 50; n++) one.send('unheard_of', {});
    await eventually(() => expect(codesOf(one)).toHaveLength(100), 10_000);
    expect(new Set(codesOf(one))).toEqual(new Set(['VALIDATION_ERROR']));
    await eventually(() => expect(one.heard('auth_success')).toHaveLength(20), 10_000);

    other.sendRaw('no frame');
    other.send('unheard_of', {});
    other.send('auth', { token });
    await eventually(() => expect(codesOf(other)).toEqual(['RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED']), 10_000);
    await other.next('auth_success');
    [one, other].forEach((socket) => socket.close());
  }, 60_000);
});
