import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { BoundedMap } from '../bounded-map.registry.js';

/** Which user has a number: it never changes, so it is remembered. */
@Injectable()
export class KnownUsers {
  private readonly ids = new BoundedMap<number, UserId>(50_000);

  idOf(num: number): UserId | null {
    return this.ids.get(num) ?? null;
  }

  remember(num: number, id: UserId): void {
    this.ids.set(num, id);
  }
}
