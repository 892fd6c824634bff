import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetPresences } from './get-presences.query.js';
import { ListWatchers } from './list-watchers.query.js';
import { PresenceRounds } from './presence-rounds.js';
import { ReportConnections } from './report-connections.use-case.js';
import { SetPresence } from './set-presence.use-case.js';

@Controller()
export class PresenceRpc {
  constructor(
    private readonly getPresences: GetPresences,
    private readonly listWatchers: ListWatchers,
    private readonly setPresence: SetPresence,
    private readonly reportConnections: ReportConnections,
    private readonly rounds: PresenceRounds,
  ) {}

  @HandleRpc(user.getPresences)
  getMany(input: user.GetPresencesInput): Promise<readonly user.Presence[]> {
    return this.getPresences.execute(input);
  }

  @HandleRpc(user.listWatchers)
  watchers(input: user.UserPresenceInput): Promise<user.Watchers> {
    return this.listWatchers.execute(input);
  }

  @HandleRpc(user.setPresence)
  set(input: user.SetPresenceInput): Promise<null> {
    return this.announced(this.setPresence.execute(input));
  }

  @HandleRpc(user.arrive)
  arrive(input: user.UserPresenceInput): Promise<null> {
    return this.announced(this.setPresence.arrive(input));
  }

  @HandleRpc(user.depart)
  depart(input: user.UserPresenceInput): Promise<null> {
    return this.announced(this.setPresence.depart(input));
  }

  @HandleRpc(user.reportConnections)
  report(input: user.ReportConnectionsInput): Promise<{ readonly isKnown: boolean }> {
    return this.announced(this.reportConnections.execute(input));
  }

  private async announced<T>(done: Promise<T>): Promise<T> {
    const result = await done;
    this.rounds.soon();
    return result;
  }
}
