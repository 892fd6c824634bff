import { Controller } from '@nestjs/common';
import { messaging, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { NoteWriting } from './note-writing.use-case.js';

@Controller()
export class StreakEvents {
  constructor(private readonly noteWriting: NoteWriting) {}

  @OnEvent(messaging.messageSent, 'streak')
  sent(event: EventEnvelope<NonNullable<(typeof messaging.messageSent)['payload']>>): Promise<void> {
    return this.noteWriting.execute(event.payload);
  }
}
