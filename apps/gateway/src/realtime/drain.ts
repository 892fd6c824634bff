import { Injectable, Logger } from '@nestjs/common';
import { endConnections } from '@parley/runtime';
import { Server as ListeningServer } from 'node:net';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Admission } from './admission.js';
import { Connections, type Endable } from './connections.js';

/** Sockets are sent away over so long, so that their clients do not come back all at once, whatever they make of our hint. */
const farewellMs = 2_000;
/** A client whose request crosses the end of its idle connection would not know whether it was heard: so long they stay open. */
const idleGraceMs = 1_000;
/** What takes longer is cut; the process has 25 s in all. */
const longestMs = 15_000;

/** The end of a gateway: takes no more connections, tells sockets when to come back, and answers what is under way. */
@Injectable()
export class Drain {
  private readonly logger = new Logger(Drain.name);

  constructor(
    private readonly admission: Admission,
    private readonly connections: Connections,
  ) {}

  /** Resolves once every connection is closed, or after 15 s. */
  async empty(http: Server): Promise<void> {
    this.admission.close();
    // Not `http.close()`, which ends idle connections at once.
    ListeningServer.prototype.close.call(http);
    await Promise.race([Promise.all([this.sayFarewell(), this.endIdle(http)]), delay(longestMs, undefined, { ref: false })]);
    http.closeAllConnections();
  }

  private async sayFarewell(): Promise<void> {
    const told = new Set<Endable>();
    const untold = (): readonly Endable[] => this.connections.open().filter((connection) => !told.has(connection));
    this.logger.log(`${this.connections.count} sockets are sent away`);
    // Those whose handshake was under way come in meanwhile.
    while (this.admission.isBusy || untold().length > 0) {
      const open = untold();
      for (const connection of open) told.add(connection);
      await Promise.all(open.map((connection) => this.sendAway(connection)));
      if (open.length === 0) await delay(50);
    }
  }

  private async sendAway(connection: Endable): Promise<void> {
    await delay(Math.random() * farewellMs, undefined, { ref: false });
    await connection.retire(this.admission.returnAfterMs());
  }

  /** Answers say `connection: close` by now, so what is idle after the grace stays so. */
  private async endIdle(http: Server): Promise<void> {
    await delay(idleGraceMs);
    await endConnections(http);
  }
}
