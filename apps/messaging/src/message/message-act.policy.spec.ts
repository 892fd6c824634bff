import { describe, expect, it } from '@jest/globals';
import { newId, type Dialect, type Origin, type UserId } from '@parley/contracts';
import { requireDeletable, requireEditable, requirePinner } from './message-act.policy.js';

const [author, other] = [newId<'user'>(), newId<'user'>()];
const now = Date.parse('2025-01-15T10:30:00Z');
const dayMs = 24 * 60 * 60_000;
const by = (userId: UserId, dialect: Dialect): Origin => ({ userId, sessionId: newId(), dialect });
const written = (ageMs: number, type: 'text' | 'system' = 'text') => ({ type, sender: { id: author }, createdAt: new Date(now - ageMs) });
const place = (kind: 'direct' | 'room', role: 'owner' | 'admin' | 'member') => ({ conversation: { id: newId<'conversation'>(), kind }, role });
const codeOf = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('who may edit', () => {
  it.each([
    ['the author, at once', author, 'connectbest', 0, 'text', null],
    ['the author, after exactly a day', author, 'connectbest', dayMs, 'text', null],
    ['the author, later through ConnectBest', author, 'connectbest', dayMs + 1, 'text', 'EDIT_WINDOW_EXPIRED'],
    ['the author, later through another dialect', author, 'v1', 9 * dayMs, 'text', null],
    ['somebody else', other, 'v1', 0, 'text', 'MESSAGE_EDIT_DENIED'],
    ['the actor of a system message', author, 'v1', 0, 'system', 'MESSAGE_EDIT_DENIED'],
  ] as const)('%s', (_who, userId, dialect, age, type, code) => {
    expect(codeOf(() => requireEditable(written(age, type), by(userId, dialect), now))).toBe(code);
  });
});

describe('who may delete for everyone', () => {
  it.each([
    ['the author', author, 'umoc', 'room', 'member', null],
    ['an admin of the room', other, 'v1', 'room', 'admin', null],
    ['the owner, through UMOC', other, 'umoc', 'room', 'owner', 'MESSAGE_DELETE_DENIED'],
    ['a member', other, 'connectbest', 'room', 'member', 'MESSAGE_DELETE_DENIED'],
    ['the other of a direct conversation', other, 'v1', 'direct', 'member', 'MESSAGE_DELETE_DENIED'],
  ] as const)('%s', (_who, userId, dialect, kind, role, code) => {
    expect(codeOf(() => requireDeletable(written(0), place(kind, role), by(userId, dialect)))).toBe(code);
  });

  it('leaves what the system wrote to those in charge', () => {
    expect(codeOf(() => requireDeletable(written(0, 'system'), place('room', 'member'), by(author, 'v1')))).toBe('MESSAGE_DELETE_DENIED');
    expect(codeOf(() => requireDeletable(written(0, 'system'), place('room', 'owner'), by(author, 'v1')))).toBe(null);
  });
});

describe('who may pin', () => {
  it.each([
    ['room', 'owner', null],
    ['room', 'admin', null],
    ['room', 'member', 'ROLE_REQUIRED'],
    ['direct', 'member', null],
  ] as const)('in a %s, %s: %s', (kind, role, code) => {
    expect(codeOf(() => requirePinner(place(kind, role)))).toBe(code);
  });
});
