import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startInfrastructure } from '../../infra/infrastructure.mjs';

/**
 * Servers for the supervisors of one test file: those that `npm test` gives, else private ones.
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} env names them, as a user would
 */
export async function startServers() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-tools-servers-'));
  const { urls, stop } = await startInfrastructure({ dataDir, log: () => {} });
  return {
    env: { POSTGRES_URL: urls.postgres, NATS_URL: urls.nats, REDIS_URL: urls.redis, PARLEY_DATABASE: 'parley_tools_test' },
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
