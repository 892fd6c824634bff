import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, nextMail, uniqueName } from '@parley/testing';
import { call, expectStatus, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const path = '/v1/notifications/push-token';

describe('push tokens', () => {
  let ada: Person;
  let bob: Person;

  beforeAll(async () => {
    [ada, bob] = await Promise.all([makePerson('ada'), makePerson('bob')]);
  });

  const register = (person: Person, body: object) => call(person, 'POST', path, body);
  it.each(['ios', 'android', 'web'])('V1-7.3 Update Push Token takes one of %s, again and again', async (platform) => {
    const body = { device_id: `device-${platform}`, platform, push_token: uniqueName('token') };
    for (let n = 0; n < 2; n++)
      expect(await register(ada, body)).toMatchObject({ status: 200, body: { success: true, message: 'Push token updated successfully' } });
  });

  it('V1-7.3 Update Push Token: this device is told of what happens', async () => {
    const token = uniqueName('token');
    const person = await makePerson('eve');
    await register(person, { device_id: 'phone', platform: 'android', push_token: uniqueName('older') });
    expectStatus(await register(person, { device_id: 'phone', platform: 'android', push_token: token }), 200);
    const conversation = await openDirect(bob, person);
    await sendText(bob, conversation, 'hello');
    const pushed = await nextMail(token);
    const { body } = await call(person, 'GET', '/v1/notifications');
    const [{ title }] = body.data.notifications;
    expect(title).toContain('bob');
    expect(pushed).toMatchObject({ kind: 'push', to: token, subject: title, text: 'hello' });
  });

  it('V1-7.3.r1 platform: ios | android | web, all else is refused', async () => {
    const whole = { device_id: 'd', platform: 'ios', push_token: 't' };
    const wrong = [
      { platform: 'windows' },
      { platform: 1 },
      { device_id: '' },
      { device_id: undefined },
      { push_token: undefined },
      { push_token: 'x'.repeat(4_097) },
    ];
    for (const change of wrong) expect((await register(ada, { ...whole, ...change })).status).toBe(400);
    expect((await http('POST', path, { body: whole }, 0)).status).toBe(401);
  });

  it('tells a browser the key to subscribe with, null without Web Push', async () => {
    expect(await call(ada, 'GET', '/v1/notifications/push-key')).toMatchObject({
      status: 200,
      body: { success: true, data: { web_public_key: null } },
    });
  });
});
