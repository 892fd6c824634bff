import { Controller } from '@nestjs/common';
import { call, messaging, user, type EventOf } from '@parley/contracts';
import { OnEvent, OnEvents } from '@parley/transport';
import { noticeOfAttention, noticeOfCall, noticeOfContact, noticeOfMessage } from './event-notice.codec.js';
import { RingBell } from './ring-bell.use-case.js';

/** What people are told of. The names of the consumers are durable. */
@Controller()
export class NoticeEvents {
  constructor(private readonly bell: RingBell) {}

  /** Direct messages; those of rooms are looked at and passed by. */
  @OnEvents(messaging.messageSent, 'bell_message')
  sent(events: readonly EventOf<typeof messaging.messageSent>[]): Promise<void> {
    return this.bell.execute(events, noticeOfMessage);
  }

  /** One by one: each may concern thousands. */
  @OnEvent(messaging.attentionCalled, 'bell_attention')
  called(event: EventOf<typeof messaging.attentionCalled>): Promise<void> {
    return this.bell.execute([event], noticeOfAttention);
  }

  @OnEvent(user.contactRequested, 'bell_contact')
  contactRequested(event: EventOf<typeof user.contactRequested>): Promise<void> {
    return this.bell.execute([event], noticeOfContact);
  }

  @OnEvent(call.callMissed, 'bell_call')
  callMissed(event: EventOf<typeof call.callMissed>): Promise<void> {
    return this.bell.execute([event], noticeOfCall);
  }
}
