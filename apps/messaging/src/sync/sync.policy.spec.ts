import { describe, expect, it } from '@jest/globals';
import { newId, type ConversationId, type messaging } from '@parley/contracts';
import { cursorsAfter, fittingChanges, planSync, readCursors } from './sync.policy.js';

const [a, b, c] = [newId<'conversation'>(), newId<'conversation'>(), newId<'conversation'>()];
const at = (id: ConversationId, seq: number) => ({ id, kind: 'room', num: 1, peerNum: null, seq, leftAt: null }) as const;

const message = { body: { kind: 'plain', text: '' }, reactions: [], attachments: [], metadata: {} };
const changeOf = (payload: unknown): messaging.Change => ({ conversationId: a, seq: 1, type: 'any', payload });

describe('sync policy', () => {
  it('shares a page out in the order of the cursors and says where to go on', () => {
    const plan = planSync(
      new Map([
        [a, 3],
        [b, 0],
        [c, 9],
      ]),
      [at(a, 5), at(b, 10), at(c, 9)],
      6,
    );
    expect(plan).toEqual({
      ranges: [
        { conversationId: a, after: 3, upTo: 5 },
        { conversationId: b, after: 0, upTo: 4 },
      ],
      next: { [a]: 5, [b]: 4, [c]: 9 },
      reset: [],
    });
    expect(planSync(new Map([[b, 4]]), [at(b, 10)], 6).next).toBeNull();
  });

  it('resets beyond 5,000 behind, and ahead unless the member has left', () => {
    expect(planSync(new Map([[a, 0]]), [at(a, 5_000)], 1)).toMatchObject({ reset: [], next: { [a]: 1 } });
    expect(planSync(new Map([[a, 0]]), [at(a, 5_001)], 1)).toMatchObject({ reset: [a], next: null, ranges: [] });
    expect(planSync(new Map([[a, 2]]), [at(a, 1)], 1).reset).toEqual([a]);
    expect(planSync(new Map([[a, 2]]), [{ ...at(a, 1), leftAt: new Date() }], 1)).toEqual({ ranges: [], next: null, reset: [] });
  });

  it('ends an answer at 250,000 characters, never before its first change, and goes on there', () => {
    const large = (seq: number): messaging.Change => ({
      ...{ conversationId: a, seq, type: 'sent' },
      payload: { message: { ...message, body: { kind: 'plain', text: 'x'.repeat(100_000) } } },
    });
    const small: messaging.Change = { conversationId: b, seq: 1, type: 'read', payload: null };
    expect(fittingChanges([], [large(1), large(2), large(3), small, large(4)])).toBe(3);
    expect(fittingChanges([large(1), large(2)], [small, large(3), small])).toBe(2);
    expect(fittingChanges([large(1), large(2), large(3)], [small])).toBe(0);
    expect(fittingChanges([], [small, small])).toBe(2);
    const cursors = new Map([
      [a, 0],
      [b, 4],
      [c, 9],
    ]);
    expect(cursorsAfter(cursors, { reset: [c] }, [large(1), large(2)])).toEqual({ [a]: 2, [b]: 4 });
  });

  it.each<readonly [string, unknown]>([
    ['reactions', { message: { ...message, reactions: Array(700).fill({}) } }],
    ['metadata', { message: { ...message, metadata: { note: 'x'.repeat(100_000) } } }],
    ['files', { message: { ...message, attachments: Array(400).fill({}) } }],
    ['what somebody has read', { bySender: [{ messageIds: Array(1_500).fill(a) }, { messageIds: Array(1_000).fill(a) }] }],
    ['who came', { members: Array(50).fill({ user: { avatarUrl: 'x'.repeat(1_950) } }) }],
  ])('counts %s among the characters of an answer', (_what, payload) => {
    expect(
      fittingChanges(
        [],
        [1, 2, 3, 4].map(() => changeOf(payload)),
      ),
    ).toBe(3);
  });

  it('reads ids in any rendering, ignores other keys, and reads no more than a thousand', () => {
    expect([...readCursors({ [a.toUpperCase()]: 1, nonsense: 2 })]).toEqual([[a, 1]]);
    expect(readCursors(Object.fromEntries(Array.from({ length: 1_200 }, () => [newId(), 1]))).size).toBe(1_000);
    for (const seq of [-1, 1.5, '3', null, Infinity]) expect(() => readCursors({ [a]: seq })).toThrow('INPUT_INVALID');
  });
});
