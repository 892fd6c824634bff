import { Injectable } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { createLocalJWKSet, errors, type FlattenedJWSInput, type JWSHeaderParameters, type JWTVerifyGetKey } from 'jose';

/** An unknown key id asks auth again at most this often, so that forged ids cost nothing. */
const refetchMs = 10_000;

/** auth's public keys, fetched when first needed and again when a token names one we do not know. */
@Injectable()
export class SigningKeys {
  private keys: ReturnType<typeof createLocalJWKSet> | null = null;
  private fetchedAt = 0;
  private fetching: Promise<void> | null = null;

  constructor(private readonly rpc: RpcClient) {}

  /** Finds the key of a token for jose. @throws {AppError} SERVICE_UNAVAILABLE while no key was ever fetched */
  readonly find: JWTVerifyGetKey = async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    const keys = this.keys ?? (await this.fetch());
    try {
      return await keys(header, token);
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey;
      if (!isUnknown || Date.now() - this.fetchedAt < refetchMs) throw error;
      return (await this.fetch())(header, token);
    }
  };

  private async fetch(): Promise<ReturnType<typeof createLocalJWKSet>> {
    this.fetching ??= this.rpc
      .call(auth.getKeys, {})
      .then(({ keys }) => {
        this.keys = createLocalJWKSet({ keys: keys as never });
        this.fetchedAt = Date.now();
      })
      .finally(() => (this.fetching = null));
    await this.fetching;
    return this.keys as ReturnType<typeof createLocalJWKSet>;
  }
}
