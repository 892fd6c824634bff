import { Injectable } from '@nestjs/common';
import { FileConfig } from '../file.config.js';
import { TransferAddress } from '../transfer/transfer-address.js';
import type { StoredRow, Variant } from './file.entity.js';
import { linkOf, readTicketOf } from './link.codec.js';

const ticketMs = 60_000;

/** Where a file is read: by clients for as long as it lives, by a gateway within a minute. */
@Injectable()
export class Addresses {
  constructor(
    private readonly config: FileConfig,
    private readonly transfer: TransferAddress,
  ) {}

  linkOf(row: StoredRow, variant: Variant): string {
    return linkOf(this.config.PUBLIC_URL, row, variant);
  }

  transferOf({ id, urlSecret }: StoredRow, variant: Variant): string {
    const expiresAt = Date.now() + ticketMs;
    const ticket = readTicketOf(urlSecret, variant, expiresAt);
    return `${this.transfer.url}/files/${id}/${variant}?expires=${expiresAt}&ticket=${ticket}`;
  }
}
