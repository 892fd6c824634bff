import { describe, expect, it } from '@jest/globals';
import { KeyedTurns } from './keyed-turns.js';

describe('KeyedTurns', () => {
  const logged = (log: string[], name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
    return name;
  };

  it('works for one key one after another, in the order asked, and remembers nothing afterwards', async () => {
    const turns = new KeyedTurns();
    const log: string[] = [];
    const results = await Promise.all(['a', 'b', 'c'].map((name) => turns.take('ada', logged(log, name))));
    expect(results).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(turns.size).toBe(0);
  });

  it('keeps nobody waiting for another key', async () => {
    const turns = new KeyedTurns();
    const log: string[] = [];
    await Promise.all([turns.take('ada', logged(log, 'a')), turns.take('grace', logged(log, 'g'))]);
    expect(log.slice(0, 2)).toEqual(['a begins', 'g begins']);
  });

  it('goes on after a failure, which its own caller hears', async () => {
    const turns = new KeyedTurns();
    const failure = turns.take('ada', () => Promise.reject(new Error('no')));
    const next = turns.take('ada', () => Promise.resolve('yes'));
    await expect(failure).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(turns.size).toBe(0);
  });
});
