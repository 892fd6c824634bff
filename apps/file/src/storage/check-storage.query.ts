import { Injectable } from '@nestjs/common';
import { ObjectStore } from './store.port.js';

/** Whether bytes can be kept, as the gateways' health reports it (CB-8.6). */
@Injectable()
export class CheckStorage {
  constructor(private readonly store: ObjectStore) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE when they cannot */
  async execute(): Promise<null> {
    await this.store.check();
    return null;
  }
}
