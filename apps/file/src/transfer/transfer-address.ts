import type { FileId } from '@parley/contracts';

/** How gateways reach this process's private listener; known once it listens. */
export class TransferAddress {
  private known: string | null = null;

  /** Without a slash at its end. */
  get url(): string {
    if (this.known === null) throw new Error('the transfer listener does not listen yet');
    return this.known;
  }

  urlOfUpload(id: FileId): string {
    return `${this.url}/uploads/${id}`;
  }

  set(url: string): void {
    this.known = url.replace(/\/$/, '');
  }
}
