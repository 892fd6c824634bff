import { Injectable } from '@nestjs/common';
import type { messaging, PayloadOf } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ProfileRepository } from '../profile/profile.repository.js';
import { StreakRepository } from './streak.repository.js';

type MessageSent = PayloadOf<typeof messaging.messageSent>;

/** Notes that are remembered; one more costs a write that changes nothing. */
const mostRemembered = 50_000;

/** Keeps streaks going: the first direct message of each day counts, the others are not even looked up. */
@Injectable()
export class NoteWriting {
  private readonly noted = new Set<string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly streaks: StreakRepository,
    private readonly profiles: ProfileRepository,
  ) {}

  /** Idempotent by its nature, so it needs no inbox. */
  async execute({ message, conversation }: MessageSent): Promise<void> {
    const other = conversation.pair?.find(({ id }) => id !== message.sender.id);
    if (other === undefined || message.type === 'system') return;
    const day = message.sentAt.slice(0, 10);
    const note = `${message.sender.id} ${other.id} ${day}`;
    if (this.noted.has(note)) return;
    await this.transactions.run(async (tx) => {
      // What they wrote may come after their ties were cut (C80).
      if (await this.profiles.hold(tx, [message.sender.id, other.id])) await this.streaks.note(tx, message.sender.id, other.id, day);
    });
    if (this.noted.size >= mostRemembered) this.noted.clear();
    this.noted.add(note);
  }
}
