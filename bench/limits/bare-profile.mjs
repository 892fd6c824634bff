// The other end of bare-handler.mjs: a profile of the size of Parley's, out of memory.
import { connect } from '@nats-io/transport-node';
import { announceReady } from './ready.mjs';
import { subjects } from './subjects.mjs';

const profile = {
  success: true,
  data: {
    ...{ user_id: 'usr_0123456789abcdef01234567', email: 'bench@example.com', username: 'bench-0123456789ab', full_name: 'Bench' },
    ...{ phone: null, avatar_url: null, bio: null, status: 'offline', status_message: null },
    ...{ created_at: '2026-01-01T00:00:00Z', last_seen: '2026-01-01T00:00:00Z', is_verified: false, two_factor_enabled: false },
  },
};

const nats = await connect({ servers: String(process.env.NATS_URL).replace('nats://', '') });
nats.subscribe(subjects.me, { queue: 'profile', callback: (_error, request) => request.respond(JSON.stringify(profile)) });
await nats.flush();
announceReady();
