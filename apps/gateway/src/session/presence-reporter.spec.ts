import { describe, expect, it } from '@jest/globals';
import { newId, type user } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { eventually } from '@parley/testing';
import { PresenceReporter } from './presence-reporter.js';

describe('PresenceReporter', () => {
  it('tells at once who has come, not at its next turn, and of those who come meanwhile right after', async () => {
    const [ada, bob, cat] = [newId<'user'>(), newId<'user'>(), newId<'user'>()];
    const reports: user.ReportConnectionsInput[] = [];
    let answer = (): void => {};
    const call = (_contract: unknown, input: user.ReportConnectionsInput) => {
      reports.push(input);
      return new Promise((resolve) => (answer = () => resolve({ isKnown: true })));
    };
    const reporter = new PresenceReporter({ call } as unknown as RpcClient);
    reporter.opened(ada);
    reporter.opened(bob);
    await eventually(() => expect(reports).toHaveLength(1), 2_000);
    reporter.opened(cat);
    reporter.opened(ada);
    answer();
    await eventually(() => expect(reports).toHaveLength(2), 2_000);
    answer();
    expect(reports.map(({ changes }) => changes)).toEqual([
      [
        { userId: ada, isConnected: true },
        { userId: bob, isConnected: true },
      ],
      [{ userId: cat, isConnected: true }],
    ]);
    reporter.onApplicationShutdown();
  });
});
