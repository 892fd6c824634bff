import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, uniqueName, type WsClient } from '@parley/testing';
import { closeSockets, logIn, openChannel, openIo, openWs, register, registerVerified, send, settled, type Person } from './connectbest.harness.js';

interface Scene {
  readonly ben: Person;
  /** Ben's socket for everything, on the first gateway. */
  readonly all: WsClient;
  /** Ids of the messages sent so far. */
  readonly sent: string[];
  /** Whether `all` hears a message that is sent now. */
  hears(): Promise<boolean>;
}

/** Cleo's socket stands in the same rooms of the same gateway: when it has heard a message, so has `all`, or never will. */
const makeScene = async (): Promise<Scene> => {
  const [ann, ben, cleo] = await Promise.all([register('ann'), registerVerified('ben'), register('cleo')]);
  const channel = await openChannel(ann, [ben, cleo]);
  const [all, witness] = [await openWs('/ws', ben, 0), await openWs('/ws', cleo, 0)];
  const sent: string[] = [];
  const hears = async (): Promise<boolean> => {
    const { id } = await send(ann, channel.id, uniqueName('m'));
    sent.push(id);
    await witness.next('message:new', (data) => data.id === id);
    await settled(all);
    return all.heard('message:new').some((data) => data.id === id);
  };
  return { ben, all, sent, hears };
};

/** The sockets of a session agree within moments, also across gateways. */
const eventuallyHears = (scene: Scene, expected: boolean): Promise<void> => eventually(async () => expect(await scene.hears()).toBe(expected), 5_000);

afterEach(closeSockets);

describe('/ws beside a namespace of the same session (C04)', () => {
  it.each([0, 1])('CB-12-s2c-message:new comes once: not on /ws while /ws/messages is open on gateway %i', async (gateway) => {
    const scene = await makeScene();
    expect(await scene.hears()).toBe(true);
    const messages = await openWs('/ws/messages', scene.ben, gateway);
    await eventuallyHears(scene, false);
    for (const _ of [1, 2, 3]) expect(await scene.hears()).toBe(false);
    const [, ...sinceOpen] = scene.sent;
    await eventually(() => expect(messages.heard('message:new').map(({ id }) => id as string)).toEqual(sinceOpen), 5_000);
    messages.close();
    await eventuallyHears(scene, true);
  });

  it('holds for a Socket.IO namespace, for a /ws that comes later, and until the last namespace socket closes', async () => {
    const scene = await makeScene();
    const io = await openIo('/ws/messages', scene.ben, 1);
    const native = await openWs('/ws/messages', scene.ben, 0);
    await eventuallyHears(scene, false);
    const later = await openWs('/ws', scene.ben, 1);
    native.close();
    await native.closed;
    for (const _ of [1, 2]) expect(await scene.hears()).toBe(false);
    await settled(later);
    expect(later.heard('message:new')).toEqual([]);
    io.close();
    await eventuallyHears(scene, true);
  });

  it('does not hold for another group, nor for another session of the user', async () => {
    const scene = await makeScene();
    await Promise.all([openWs('/ws/typing', scene.ben, 0), openIo('/ws/presence', scene.ben, 1)]);
    const { body: otherSession } = await logIn(scene.ben.email);
    const elsewhere = await openWs('/ws/messages', otherSession, 0);
    for (const _ of [1, 2]) expect(await scene.hears()).toBe(true);
    await settled(elsewhere);
    expect(elsewhere.heard('message:new')).toHaveLength(2);
  });
});
