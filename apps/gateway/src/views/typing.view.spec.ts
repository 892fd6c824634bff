import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppError, newId, type messaging, type Origin } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { TypingView } from './typing.view.js';

const origin: Origin = { userId: newId(), sessionId: newId(), dialect: 'v1' };
const here = { id: newId<'conversation'>() };

describe('TypingView', () => {
  let said: boolean[];
  let ends: (boolean | undefined)[];
  let answer: messaging.ToldTyping | null;
  let failure: AppError | null;
  let view: TypingView;

  beforeEach(() => {
    jest.useFakeTimers();
    [said, ends] = [[], []];
    failure = null;
    answer = { isTold: true };
    const call = async (_contract: unknown, { isTyping, wasTold }: messaging.SetTypingInput) => {
      if (failure !== null && wasTold !== true) throw failure;
      said.push(isTyping);
      if (!isTyping) ends.push(wasTold);
      return answer;
    };
    view = new TypingView({ call } as unknown as RpcClient);
  });
  afterEach(() => {
    view.onApplicationShutdown();
    jest.useRealTimers();
  });

  const type = (isTyping: boolean) => view.set(origin, here, isTyping);

  it('drops what is said again within a second, and says it after', async () => {
    for (let n = 0; n < 5; n++) await type(true);
    expect(said).toEqual([true]);
    jest.advanceTimersByTime(1_000);
    await type(true);
    expect(said).toEqual([true, true]);
  });

  it('ends by itself five seconds after the last word, dropped words included', async () => {
    await type(true);
    jest.advanceTimersByTime(900);
    await type(true);
    jest.advanceTimersByTime(4_900);
    expect(said).toEqual([true]);
    jest.advanceTimersByTime(100);
    expect(said).toEqual([true, false]);
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([true, false]);
  });

  it('ends at once when told, once', async () => {
    await type(true);
    await type(false);
    await type(false);
    jest.advanceTimersByTime(10_000);
    expect(said).toEqual([true, false]);
  });

  it('does not let starts and stops in turn pass the throttle', async () => {
    for (let n = 0; n < 4; n++) {
      await type(true);
      await type(false);
    }
    expect(said).toEqual([true, false]);
    jest.advanceTimersByTime(1_000);
    await type(true);
    expect(said).toEqual([true, false, true]);
  });

  it('passes a stop that no start came before', async () => {
    await type(false);
    expect(said).toEqual([false]);
  });

  it('ends what was told, and only that, for whoever has left since, though he types on', async () => {
    await type(true);
    failure = new AppError('NOT_A_MEMBER');
    for (let n = 0; n < 6; n++) {
      jest.advanceTimersByTime(1_000);
      await expect(type(true)).rejects.toBe(failure);
    }
    expect([said, ends]).toEqual([[true, false], [true]]);
  });

  it('ends what was told, and only that, once a block stands between, though he types on', async () => {
    await type(true);
    answer = null;
    for (let n = 0; n < 3; n++) {
      await jest.advanceTimersByTimeAsync(1_000);
      await type(true);
    }
    await jest.advanceTimersByTimeAsync(5_000);
    expect([said, ends]).toEqual([
      [true, true, false, true, true, false],
      [true, false],
    ]);
  });

  it('keeps nothing of who may not type here', async () => {
    failure = new AppError('NOT_A_MEMBER');
    await expect(type(true)).rejects.toBe(failure);
    await expect(type(true)).rejects.toBe(failure);
    failure = null;
    jest.advanceTimersByTime(10_000);
    expect(said).toEqual([]);
  });
});
