import { Controller } from '@nestjs/common';
import { messaging, type EventOf } from '@parley/contracts';
import { OnEvents } from '@parley/transport';
import { NoteWriting } from './note-writing.use-case.js';

@Controller()
export class StreakEvents {
  constructor(private readonly noteWriting: NoteWriting) {}

  @OnEvents(messaging.messageSent, 'streak')
  async sent(events: readonly EventOf<typeof messaging.messageSent>[]): Promise<void> {
    for (const { payload } of events) await this.noteWriting.execute(payload);
  }
}
