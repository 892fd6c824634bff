import { describe, expect, it } from '@jest/globals';
import { newId, type ConversationId } from '@parley/contracts';
import { checkInput } from '../../input.pipe.js';
import { toSettingsChanges, UpdateSettingsDto } from './notification-settings.dto.js';

const id: ConversationId = newId();
const changes = (body: object) => toSettingsChanges(checkInput(UpdateSettingsDto, body));
const nothing = {
  preferences: { notifications: undefined, soundEnabled: undefined },
  levels: [],
  quietHours: { isEnabled: undefined, startTime: undefined, endTime: undefined },
};

describe('CB-9.2 (A-CB-76)', () => {
  it('changes what is given, and nothing else', () => {
    expect(changes({})).toEqual(nothing);
    expect(changes({ enabled: null, soundEnabled: null, channels: null, dnd: null })).toEqual(nothing);
    expect(changes({ enabled: false, dnd: { startTime: '23:00' } })).toEqual({
      ...nothing,
      preferences: { notifications: false, soundEnabled: undefined },
      quietHours: { isEnabled: undefined, startTime: '23:00', endTime: undefined },
    });
  });

  it('names channels by any rendering of their ids; null takes one back', () =>
    expect(changes({ channels: { [id]: null, ['f'.repeat(24)]: { enabled: false, mentions: 'nothing' } } }).levels).toEqual([
      { conversationId: id, isReset: true },
      { conversationId: expect.stringMatching(/^ffffffff-/), isReset: false, isEnabled: false, mentions: 'nothing' },
    ]));

  it.each([
    { enabled: 'true' },
    { channels: [] },
    { channels: { general: {} } },
    { channels: { [id]: [] } },
    { channels: { [id]: { mentions: 'none' } } },
    { channels: Object.fromEntries(Array.from({ length: 1_001 }, () => [newId(), {}])) },
    { dnd: { startTime: '24:00' } },
    { dnd: [] },
  ])('refuses %j', (body) => expect(() => changes(body)).toThrow());
});
