import { expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { defineRpc } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { RpcListener } from './rpc-listener.js';
import { succeeded } from './wire.js';

class NothingInput {}
const ask = defineRpc<object, string>('echo.word.ask', { input: NothingInput, errors: [], timeoutMs: 600 });

it('an answer that a closed link does not take is told of, and ends no process', async () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  let receive: (error: null, message: Msg) => void = () => {};
  const subscribe = (_subject: string, { callback }: { readonly callback: typeof receive }) => {
    receive = callback;
    return { drain: () => Promise.resolve() };
  };
  const listener = new RpcListener({ subscribe } as unknown as NatsConnection, { natsUrl: '', service: 'test', instance: 'test', prefix: '' });
  listener.listen(() => Promise.resolve([succeeded('heard')]) as never, { kind: 'rpc', contract: ask });
  const respond = () => {
    throw new Error('closed connection');
  };
  const text = JSON.stringify({ requestId: null, timeoutMs: 600, inputs: [{}] });
  receive(null, { subject: 'rpc.echo.word.ask', string: () => text, respond } as unknown as Msg);
  await eventually(() => expect(warn).toHaveBeenCalledWith('rpc.echo.word.ask: not answered: closed connection'), 1_000);
  await listener.close();
  warn.mockRestore();
});
