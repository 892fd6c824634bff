import { describe, expect, it } from '@jest/globals';
import { AppError, newId, type ErrorCode, type messaging } from '@parley/contracts';
import type { Database } from '@parley/persistence';
import type { AttachFiles } from '../message/attach-files.use-case.js';
import type { ReleaseFiles } from '../message/release-files.use-case.js';
import type { KeepScheduled } from './keep-scheduled.use-case.js';
import { ScheduleMessage } from './schedule-message.use-case.js';
import type { ScheduleRepository } from './schedule.repository.js';

const input = (): messaging.ScheduleMessageInput => ({
  ...{ origin: { userId: newId<'user'>(), sessionId: newId<'session'>(), dialect: 'connectbest' }, conversationId: newId<'conversation'>() },
  ...{ body: { kind: 'plain', text: 'later' }, attachments: [], replyToId: null, isThreadReply: false, clientKey: null },
  scheduledFor: new Date(Date.now() + 60_000).toISOString(),
});

describe('files of a message that was to come later', () => {
  it.each<[ErrorCode, number]>([
    ['BLOCKED', 1],
    ['SERVICE_UNAVAILABLE', 0],
    ['INTERNAL', 0],
  ])('when it fails with %s are given back %i times: what nobody knows of may have been kept', async (code, times) => {
    const released: unknown[] = [];
    const refuse = () => Promise.reject(new AppError(code));
    const schedule = new ScheduleMessage(
      {} as Database,
      { now: () => Promise.resolve(Date.now()) } as unknown as ScheduleRepository,
      { execute: (draft: unknown) => Promise.resolve(draft) } as unknown as AttachFiles,
      { execute: (drafts: unknown) => Promise.resolve(void released.push(drafts)) } as unknown as ReleaseFiles,
      { execute: refuse } as unknown as KeepScheduled,
    );
    await expect(schedule.execute(input())).rejects.toMatchObject({ code });
    expect(released).toHaveLength(times);
  });
});
