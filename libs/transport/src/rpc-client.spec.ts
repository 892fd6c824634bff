import { describe, expect, it, jest } from '@jest/globals';
import { defineRpc } from '@parley/contracts';
import { eventually } from '@parley/testing';
import type { NatsLink } from './nats-link.js';
import { RpcClient } from './rpc-client.js';

class NothingInput {}

const change = defineRpc<object, string>('echo.word.change', { input: NothingInput, errors: [], timeoutMs: 600 });
const ask = defineRpc<object, string>('echo.word.ask', { input: NothingInput, errors: [], timeoutMs: 600, idempotent: true });

/** A link whose other end answers `'heard'` to all it is sent, after so many refusals. */
const makeLink = (refusals = 0) => {
  let receive: (error: null, message: object) => void = () => {};
  let left = refusals;
  const publish = jest.fn((_subject: string, _payload: string, { reply }: { readonly reply: string }) => {
    const outcome = left-- > 0 ? { error: { code: 'SERVICE_UNAVAILABLE', details: {} } } : { ok: 'heard' };
    const text = JSON.stringify({ outcomes: [outcome] });
    receive(null, { subject: reply, data: Buffer.from(text), string: () => text });
  });
  const subscribe = (_subject: string, { callback }: { readonly callback: typeof receive }) => (receive = callback);
  const state = { isUp: false, looks: 0 };
  const isUp = (): boolean => {
    state.looks += 1;
    return state.isUp;
  };
  const link = Object.defineProperty({ connection: { publish, subscribe } }, 'isUp', { get: isUp }) as unknown as NatsLink;
  return { publish, state, client: new RpcClient(link, { natsUrl: '', service: 'test', instance: 'test', prefix: '' }) };
};

describe('RpcClient', () => {
  it('says nothing into a link that is down, and asks as soon as it is back', async () => {
    const { publish, state, client } = makeLink();
    const answer = client.call(ask, {});
    await eventually(() => expect(state.looks).toBeGreaterThan(2), 1_000);
    expect(publish).not.toHaveBeenCalled();
    state.isUp = true;
    expect(await answer).toBe('heard');
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('puts a refused call to whoever else takes it, a few times', async () => {
    const { publish, state, client } = makeLink(3);
    state.isUp = true;
    expect(await client.call(ask, {})).toBe('heard');
    expect(publish).toHaveBeenCalledTimes(4);
    const other = makeLink(4);
    other.state.isUp = true;
    await expect(other.client.call(ask, {})).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('repeats nothing that may not be repeated', async () => {
    const { publish, state, client } = makeLink(1);
    state.isUp = true;
    await expect(client.call(change, {})).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('gives up at the deadline when the link stays down; nobody has heard of it then', async () => {
    const { publish, client } = makeLink();
    await expect(client.call(ask, {})).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: 'absent' });
    expect(publish).not.toHaveBeenCalled();
  });
});
