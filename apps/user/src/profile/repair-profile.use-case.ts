import { Injectable } from '@nestjs/common';
import type { auth, EventOf } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { PhoneCodec } from './phone.codec.js';
import { StoreProfile } from './store-profile.use-case.js';

/** Makes the profile of an account whose `createProfile` call was lost; mostly it is there already. */
@Injectable()
export class RepairProfile {
  constructor(
    private readonly inbox: Inbox,
    private readonly storeProfile: StoreProfile,
    private readonly phones: PhoneCodec,
  ) {}

  execute(consumer: string, event: EventOf<typeof auth.accountRegistered>): Promise<void> {
    const { account, profile } = event.payload;
    const phone = profile.sealedPhone === null ? null : this.phones.unseal(profile.sealedPhone);
    return this.inbox.once(consumer, event, async (tx) => {
      await this.storeProfile.execute(tx, {
        userId: account.userId,
        username: account.username,
        displayName: profile.displayName,
        email: account.email,
        phone,
        publicKey: profile.publicKey,
        createdAt: account.createdAt,
      });
    });
  }
}
