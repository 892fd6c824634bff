import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import { eventually, testInfra, type TestBus } from '@parley/testing';
import { rumours, seen, shout, startEcho, whisper } from './echo.harness.js';

describe('what is no message of ours', () => {
  let bus: TestBus;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ bus, close } = await startEcho());
  });
  afterAll(() => close());

  /** Puts it where a process listens. */
  const say = async (subject: string, text: string): Promise<void> => {
    const connection = await connect({ servers: testInfra().natsUrl.replace('nats://', '') });
    connection.publish(`${bus.options.prefix}${subject}`, text);
    await connection.flush();
    await connection.close();
  };

  it.each(['', '{"inputs":', 'null', '7', '{}', '{"inputs":7}'])('as a request, %j goes unanswered, and the process answers others', async (text) => {
    await say(`rpc.${shout.subject}`, text);
    expect(await bus.call(shout, { word: 'alive' })).toBe('ALIVE');
  });

  it.each(['', '["unfinished', 'a\0b'])('as a signal, %j is passed by, and the process hears others', async (text) => {
    await say(`signal.${whisper.subject}`, text);
    await say(`signal.${rumours.subject}`, text);
    seen.whispers.length = 0;
    bus.signals.publish(whisper, 'still here');
    await eventually(() => expect(seen.whispers).toEqual(['still here']), 2_000);
  });
});
