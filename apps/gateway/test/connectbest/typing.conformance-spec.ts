import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import { closeSockets, openChannel, openDm, openIo, openWs, registerVerified, settled, type Person } from './connectbest.harness.js';

describe('ConnectBest typing', () => {
  let anna: Person;
  let ben: Person;
  let cleo: Person;

  beforeAll(async () => {
    [anna, ben, cleo] = await Promise.all([registerVerified('anna'), registerVerified('ben'), registerVerified('cleo')]);
  }, 20_000);
  afterEach(closeSockets);

  it('CB-6.2-c2s-typing:start reaches the other members once a second and stops by itself after 5 seconds', async () => {
    const { id: channelId } = await openChannel(anna, [ben]);
    const [typer, hearer] = [await openWs('/ws/typing', anna, 0), await openIo('/ws/typing', ben, 1)];
    for (let n = 0; n < 5; n++) typer.send('typing:start', { channelId });
    expect(await hearer.next('typing:user')).toEqual({ channelId, userId: anna.id, userName: anna.name, typing: true });
    await eventually(() => expect(hearer.heard('typing:user')).toHaveLength(2), 9_000);
    expect(await hearer.next('typing:user')).toEqual({ channelId, userId: anna.id, userName: anna.name, typing: false });
    expect([hearer.heard('typing:user').length, typer.heard('typing:user').length]).toEqual([2, 0]);
  }, 15_000);

  it('CB-6.2-c2s-typing:stop ends it at once, on the socket of all groups too', async () => {
    const { id: channelId } = await openDm(anna, ben);
    const [typer, hearer] = [await openWs('/ws', anna, 0), await openWs('/ws', ben, 1)];
    typer.send('typing:start', { channelId });
    await hearer.next('typing:user', ({ typing }) => typing);
    typer.send('typing:stop', { channelId });
    expect(await hearer.next('typing:user')).toMatchObject({ userId: anna.id, typing: false });
  });

  it('CB-6.2-s2c-typing:user is not told of channels one is not in', async () => {
    const { id: channelId } = await openChannel(anna, [ben]);
    const [outsider, hearer] = [await openWs('/ws/typing', cleo, 0), await openWs('/ws/typing', ben, 1)];
    outsider.send('typing:start', { channelId });
    expect(await outsider.next('error')).toMatchObject({ code: 'NOT_A_MEMBER' });
    outsider.send('typing:start', {});
    expect(await outsider.next('error')).toMatchObject({ code: 'INPUT_INVALID' });
    const typer = await openWs('/ws/typing', anna, 1);
    typer.send('typing:start', { channelId });
    expect(await hearer.next('typing:user')).toMatchObject({ userId: anna.id });
    await settled(outsider);
    expect([hearer.heard('typing:user').length, outsider.heard('typing:user').length]).toEqual([1, 0]);
  });
});
