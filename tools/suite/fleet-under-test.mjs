import path from 'node:path';
import { Parley } from '../fleet/parley.mjs';
import { freePort } from '../infra/ports.mjs';
import { timings } from '../infra/timings.mjs';

const database = 'parley_fleet_test';

/** What makes a fleet guarded: limits as in earnest, everything logged, and servers of its own that a test may halt and search; S3 where there is one. */
const guarded = {
  RATE_LIMIT_SCALE: '1',
  LOG_LEVEL: 'debug',
  POSTGRES_URL: undefined,
  NATS_URL: undefined,
  REDIS_URL: undefined,
  PARLEY_DATABASE: undefined,
};

/** A fleet for black-box tests: two gateways, every other service once, on the servers of the test run unless its settings say otherwise. */
export class FleetUnderTest {
  /** @type {Parley | undefined} */
  #parley;

  /**
   * @param {import('./suite.mjs').Suite} suite
   * @param {number} port of the first gateway; the second has the next
   * @param {string} folder of its data, in that of the run
   * @param {NodeJS.ProcessEnv} settings
   */
  constructor(suite, port, folder, settings) {
    this.suite = suite;
    this.port = port;
    this.dataDir = path.join(suite.env.PARLEY_TEST_DATA ?? '', folder);
    this.settings = settings;
  }

  /** @param {import('./suite.mjs').Suite} suite */
  static async create(suite) {
    return new FleetUnderTest(suite, await freePort({ count: 2 }), 'fleet', {});
  }

  /**
   * @param {import('./suite.mjs').Suite} suite
   * @param {Record<string, string>} fileServers where they are, as tests are told
   */
  static async createGuarded(suite, { S3_TEST_URL: s3 }) {
    const port = await freePort({ count: 2 });
    // Where the tests of traces run a collector.
    const collector = `http://127.0.0.1:${port + 90}`;
    // Beside them others flood the fleet: no step of theirs may be among those that a full queue drops.
    const traced = { ...guarded, OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_BSP_MAX_QUEUE_SIZE: '100000' };
    const settings = !s3 ? traced : { ...traced, S3_URL: `${s3}/guarded`, S3_PUBLIC_URL: `http://${new URL(s3).host}` };
    return new FleetUnderTest(suite, port, 'guarded', settings);
  }

  /** What its tests find in their environment. */
  get variables() {
    const urls = [this.port, this.port + 1].map((port) => `http://127.0.0.1:${port}`);
    return { FLEET_URLS: urls.join(','), FLEET_DATA: this.dataDir, FLEET_DATABASE: database };
  }

  /**
   * @param {NodeJS.ProcessEnv} [extra] for its processes
   * @returns {Promise<void>} when every service is ready
   * @throws {import('../cli/problem.mjs').Problem}
   */
  async start(extra = {}) {
    const { root, report, signal, env } = this.suite;
    const fleetEnv = {
      ...env,
      PARLEY_DATA: this.dataDir,
      PARLEY_DATABASE: database,
      PORT: String(this.port),
      GATEWAYS: '2',
      REPLICAS: undefined,
      RATE_LIMIT_SCALE: '1000',
      UPLOAD_STALL_SECONDS: '5',
      ADMIN_EMAILS: 'admin@parley.test',
      // The provider that the tests of sign-in run.
      OIDC_ISSUER: `http://127.0.0.1:${this.port + 89}`,
      OIDC_CLIENT_ID: 'parley',
      OIDC_CLIENT_SECRET: 'secret-of-parley',
      // Where the tests of link previews run their web pages: the one address of this machine that may be asked.
      LINK_PREVIEW_ALLOWED_ADDRESSES: '127.0.0.9',
      LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
      ...this.settings,
      ...extra,
    };
    const parley = (this.#parley = new Parley({ root, env: fleetEnv, report, timings }));
    signal.addEventListener('abort', () => void parley.stop());
    await parley.start();
  }

  async stop() {
    await this.#parley?.stop();
  }
}
