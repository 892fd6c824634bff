import { Controller } from '@nestjs/common';
import { auth, user, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { PresenceRepository } from './presence.repository.js';
import { changeOfBlock, changeOfContact } from './sight.policy.js';
import { TellPair } from './tell-pair.use-case.js';

@Controller()
export class PresenceEvents {
  constructor(
    private readonly presences: PresenceRepository,
    private readonly tellPair: TellPair,
  ) {}

  /** A status message, and before whom one hides, are part of how somebody is seen (A-V1-08, C33): looking again is harmless, so it needs no inbox. */
  @OnEvent(user.profileChanged, 'presence')
  async changed(event: EventOf<typeof user.profileChanged>): Promise<void> {
    await this.presences.mark(event.payload.profile.id, Date.now());
  }

  /** C34: with the tokens of all his sessions ends the stay of who has no socket; a log-in that follows is another. */
  @OnEvent(auth.sessionsRevoked, 'presence_session')
  async revoked({ payload: { revocations }, occurredAt }: EventOf<typeof auth.sessionsRevoked>): Promise<void> {
    const all = revocations.filter(({ reason }) => reason === 'password').map(({ userId }) => userId);
    for (const userId of new Set(all)) await this.presences.endStay(userId, Date.parse(occurredAt), Date.now());
  }

  @OnEvent(user.userBlocked, 'presence_block')
  blocked({ payload: { blocker, blocked } }: EventOf<typeof user.userBlocked>): Promise<void> {
    return this.tellPair.execute([blocker.id, blocked.id], changeOfBlock(true));
  }

  @OnEvent(user.userUnblocked, 'presence_unblock')
  unblocked({ payload: { blocker, blocked } }: EventOf<typeof user.userUnblocked>): Promise<void> {
    return this.tellPair.execute([blocker.id, blocked.id], changeOfBlock(false));
  }

  @OnEvent(user.contactAccepted, 'presence_contact')
  accepted({ payload: { requester, target } }: EventOf<typeof user.contactAccepted>): Promise<void> {
    return this.tellPair.execute([requester.id, target.id], changeOfContact(true));
  }

  /** Of a request that was taken back nobody hears: a word would tell the other that he who hides is here. */
  @OnEvent(user.contactRemoved, 'presence_contact_end')
  async removed({ payload: { requester, target, state } }: EventOf<typeof user.contactRemoved>): Promise<void> {
    if (state === 'accepted') await this.tellPair.execute([requester.id, target.id], changeOfContact(false));
  }
}
