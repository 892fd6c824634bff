import { Injectable } from '@nestjs/common';
import { AppError, auth, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Who is an admin of the application: the account says so, not a token, which may be older than the role. */
@Injectable()
export class AdminView {
  constructor(private readonly rpc: RpcClient) {}

  async has(userId: UserId): Promise<boolean> {
    const { role } = await this.rpc.call(auth.getAccount, { userId });
    return role === 'admin';
  }

  /** @throws {AppError} ADMIN_REQUIRED */
  async require(userId: UserId): Promise<void> {
    if (!(await this.has(userId))) throw new AppError('ADMIN_REQUIRED');
  }
}
