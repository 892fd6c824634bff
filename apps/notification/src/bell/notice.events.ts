import { Controller } from '@nestjs/common';
import { call, messaging, user, type EventOf } from '@parley/contracts';
import { OnEvent, OnEventBatch } from '@parley/transport';
import { noticeOfAttention, noticeOfCall, noticeOfContact, noticeOfMessage } from './event-notice.codec.js';
import { RingBell } from './ring-bell.use-case.js';

/** What people are told of. The names of the consumers are durable. */
@Controller()
export class NoticeEvents {
  constructor(private readonly bell: RingBell) {}

  /** Direct messages; those of rooms are looked at and passed by. */
  @OnEventBatch(messaging.messageSent, 'bell_message')
  async sent(events: readonly EventOf<typeof messaging.messageSent>[]): Promise<void> {
    const occurrences = events.flatMap((event) => {
      const notice = noticeOfMessage(event);
      return notice === null ? [] : [{ event, notice }];
    });
    await this.bell.execute('bell_message', occurrences);
  }

  /** One by one: each may concern thousands. */
  @OnEvent(messaging.attentionCalled, 'bell_attention')
  async called(event: EventOf<typeof messaging.attentionCalled>): Promise<void> {
    await this.bell.execute('bell_attention', [{ event, notice: noticeOfAttention(event) }]);
  }

  @OnEvent(user.contactRequested, 'bell_contact')
  async contactRequested(event: EventOf<typeof user.contactRequested>): Promise<void> {
    await this.bell.execute('bell_contact', [{ event, notice: noticeOfContact(event) }]);
  }

  @OnEvent(call.callMissed, 'bell_call')
  async callMissed(event: EventOf<typeof call.callMissed>): Promise<void> {
    await this.bell.execute('bell_call', [{ event, notice: noticeOfCall(event) }]);
  }
}
