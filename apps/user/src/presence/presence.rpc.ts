import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetPresences } from './get-presences.query.js';
import { ReportConnections } from './report-connections.use-case.js';
import { SetPresence } from './set-presence.use-case.js';

@Controller()
export class PresenceRpc {
  constructor(
    private readonly getPresences: GetPresences,
    private readonly setPresence: SetPresence,
    private readonly reportConnections: ReportConnections,
  ) {}

  @HandleRpc(user.getPresences)
  getMany(input: user.GetPresencesInput): Promise<readonly user.Presence[]> {
    return this.getPresences.execute(input);
  }

  @HandleRpc(user.setPresence)
  set(input: user.SetPresenceInput): Promise<null> {
    return this.setPresence.execute(input);
  }

  @HandleRpc(user.arrive)
  arrive(input: user.UserPresenceInput): Promise<null> {
    return this.setPresence.arrive(input);
  }

  @HandleRpc(user.depart)
  depart(input: user.UserPresenceInput): Promise<null> {
    return this.setPresence.depart(input);
  }

  @HandleRpc(user.reportConnections)
  report(input: user.ReportConnectionsInput): Promise<{ readonly isKnown: boolean }> {
    return this.reportConnections.execute(input);
  }
}
