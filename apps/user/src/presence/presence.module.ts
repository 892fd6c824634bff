import { Module } from '@nestjs/common';
import { AnnouncePresence } from './announce-presence.use-case.js';
import { AudienceResolver } from './audience.resolver.js';
import { EndPresence } from './end-presence.use-case.js';
import { GetPresences } from './get-presences.query.js';
import { ListWatchers } from './list-watchers.query.js';
import { PresenceEvents } from './presence.events.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRounds } from './presence-rounds.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceRpc } from './presence.rpc.js';
import { PresenceRedis } from './redis.client.js';
import { ReportConnections } from './report-connections.use-case.js';
import { SetPresence } from './set-presence.use-case.js';
import { TellPair } from './tell-pair.use-case.js';

const storage = [PresenceRedis, PresenceRepository, PresenceRecordRepository];

/** Who is there: sockets, activity and choices, from every dialect (C32–C34). */
@Module({
  controllers: [PresenceRpc, PresenceEvents],
  providers: [
    ...[...storage, GetPresences, ListWatchers, SetPresence, ReportConnections],
    ...[AnnouncePresence, AudienceResolver, EndPresence, TellPair, PresenceRounds],
  ],
  exports: [PresenceRepository, EndPresence],
})
export class PresenceModule {}
