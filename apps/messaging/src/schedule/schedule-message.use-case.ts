import { Injectable } from '@nestjs/common';
import { AppError, newId, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { AttachFiles } from '../message/attach-files.use-case.js';
import { checkContent } from '../message/message.policy.js';
import { ReleaseFiles } from '../message/release-files.use-case.js';
import { KeepScheduled } from './keep-scheduled.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';

/** The same moment of the next year. */
const yearAfter = (now: number): number => {
  const time = new Date(now);
  return time.setUTCFullYear(time.getUTCFullYear() + 1);
};

/** @throws {AppError} SCHEDULE_INVALID */
const requireFuture = (text: string, now: number): string => {
  const time = Date.parse(text);
  if (!(time > now && time <= yearAfter(now))) throw new AppError('SCHEDULE_INVALID', { scheduledFor: 'must be within the coming year' });
  return new Date(time).toISOString();
};

/** Of what failed otherwise nobody knows whether it was kept, and its files with it. */
const isRefusal = (error: unknown): boolean => error instanceof AppError && error.kind !== 'unavailable' && error.kind !== 'internal';

@Injectable()
export class ScheduleMessage {
  constructor(
    private readonly database: Database,
    private readonly schedule: ScheduleRepository,
    private readonly attachFiles: AttachFiles,
    private readonly releaseFiles: ReleaseFiles,
    private readonly keepScheduled: KeepScheduled,
  ) {}

  /** @throws {AppError} see the contract */
  async execute(input: messaging.ScheduleMessageInput): Promise<messaging.ScheduledMessage> {
    const { origin, conversationId, isThreadReply } = input;
    const replyToId = input.replyToId ?? null;
    const clientKey = input.clientKey ?? null;
    const first = clientKey === null ? null : await this.schedule.ofKey(this.database, conversationId, origin.userId, clientKey);
    // Whose answer was lost may ask again when the time has come, and the files are gone with what was sent.
    if (first !== null) return first;
    // By the clock that will find it due: this process's own may be another.
    const scheduledFor = requireFuture(input.scheduledFor, await this.schedule.now(this.database));
    const { body, attachments: named } = checkContent({ ...input, type: 'text', metadata: {}, conversation: { id: conversationId } });
    const { attachments } = await this.attachFiles.execute({ conversationId, attachments: named }, origin.userId, scheduledFor);
    const draft = { id: newId<'message'>(), conversationId, origin, body, attachments, replyToId, isThreadReply, clientKey, scheduledFor };
    try {
      const scheduled = await this.keepScheduled.execute(draft);
      if (scheduled.id !== draft.id) await this.releaseFiles.execute([draft]);
      return scheduled;
    } catch (error) {
      if (isRefusal(error)) await this.releaseFiles.execute([draft]);
      throw error;
    }
  }
}
