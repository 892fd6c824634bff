import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { INestMicroservice } from '@nestjs/common';
import { auth, notification, user, type Dialect } from '@parley/contracts';
import { loadConfig, startService, unseal } from '@parley/runtime';
import { eventually, makeTestDatabase, OpenIdProviderServer, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { AuthConfig } from '../src/auth.config.js';
import { authService } from '../src/auth.module.js';

export const password = 'Correct-horse-7';
export const adminEmail = 'root@example.com';

const profileOf = ({ userId, dialect: _, ...given }: user.CreateProfileInput): user.Profile => ({
  ...user.untouchedSettings,
  ...{ id: userId, num: 1, avatarUrl: null, bio: null, statusMessage: null, updatedAt: given.createdAt },
  ...given,
});

export interface Person {
  readonly account: auth.Account;
  readonly identifier: string;
  logIn(dialect: Dialect, deviceId?: string | null): Promise<auth.LogIn>;
}

/** The auth service on real servers, with user's side of the bus in the test's hands. */
export class AuthHarness {
  readonly unique = randomBytes(4).toString('hex');

  private constructor(
    readonly bus: TestBus,
    readonly database: TestDatabase,
    readonly app: INestMicroservice,
    private readonly config: AuthConfig,
    /** What the service asked user to make. */
    readonly profiles: readonly user.CreateProfileInput[],
  ) {}

  /** `isUserUp`: whether somebody answers for the user service. */
  static async start({
    isUserUp,
    rateLimitScale,
    oidcIssuer,
  }: {
    readonly isUserUp: boolean;
    readonly rateLimitScale?: number;
    readonly oidcIssuer?: string;
  }): Promise<AuthHarness> {
    const bus = await TestBus.open();
    const profiles = isUserUp ? bus.answer(user.createProfile, profileOf) : [];
    const database = await makeTestDatabase('auth');
    const config = loadConfig(AuthConfig, {
      NODE_ENV: 'test',
      LOG_LEVEL: 'fatal',
      NATS_URL: testInfra().natsUrl,
      NATS_PREFIX: bus.options.prefix,
      DATABASE_URL: database.url,
      ...(oidcIssuer === undefined
        ? {}
        : { OIDC_ISSUER: oidcIssuer, OIDC_CLIENT_ID: OpenIdProviderServer.client.id, OIDC_CLIENT_SECRET: OpenIdProviderServer.client.secret }),
      RATE_LIMIT_SCALE: String(rateLimitScale ?? 1_000),
      SERVER_KEY: randomBytes(32).toString('base64'),
      JWT_PRIVATE_KEY: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ADMIN_EMAILS: `other@example.com, ${adminEmail}`,
    });
    const app = await startService(authService(config));
    return new AuthHarness(bus, database, app, config, profiles);
  }

  get serverKey(): string {
    return this.config.SERVER_KEY;
  }

  /** One more process of the service, which takes its share of the calls: what races must be decided by the database. */
  async startReplica(): Promise<INestMicroservice> {
    return startService(authService(this.config));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.bus.close();
    await this.database.close();
  }

  /** A registration that meets no other test's. */
  registration(dialect: Dialect, given: Partial<auth.RegisterInput>): auth.RegisterInput {
    const name = `p${randomBytes(5).toString('hex')}`;
    return {
      client: client(dialect),
      email: `${name}@example.com`,
      username: name,
      password,
      displayName: 'Ada Lovelace',
      phone: null,
      publicKey: null,
      withSession: false,
      ...given,
    };
  }

  /** A registered account, with its log-in: `logIn(dialect)` opens a session of it. */
  async account(dialect: Dialect, given: Partial<auth.RegisterInput>): Promise<Person> {
    const input = this.registration(dialect, given);
    const { account } = await this.bus.call(auth.register, input);
    const identifier = account.email ?? account.username;
    const logIn = (as: Dialect, deviceId: string | null = null) =>
      this.bus.call(auth.logIn, { client: client(as, deviceId), identifier, password: input.password, code: null });
    return { account, identifier, logIn };
  }

  /** The same, with its address verified, as ConnectBest wants it. */
  async verified(dialect: Dialect): Promise<Person> {
    const person = await this.account(dialect, {});
    const { code } = await this.mailedCode(person.identifier, 1);
    await this.bus.call(auth.verifyEmail, { email: person.identifier, code });
    return person;
  }

  /** Why and whether a session was revoked. */
  async revokeReason(sessionId: string): Promise<string | null> {
    const [row] = await this.database.query<{ revoke_reason: string | null }>('SELECT revoke_reason FROM session WHERE id = $1', [sessionId]);
    return row?.revoke_reason ?? null;
  }

  /** The code of the newest mail to an address, of which there were `mails`. */
  mailedCode(email: string, mails: number): Promise<{ readonly code: string; readonly name: string }> {
    return eventually(() => {
      const sent = this.bus.eventsOf(notification.mailRequested).filter(({ payload }) => payload.to === email);
      const newest = sent.at(-1);
      if (newest === undefined || sent.length !== mails) throw new Error(`${sent.length} mails to ${email}`);
      return JSON.parse(unseal(this.serverKey, newest.payload.sealed)) as { readonly code: string; readonly name: string };
    }, 5_000);
  }

  /** What the log of attempts says of an identifier: [kind, outcome] in order. */
  async attempts(identifier: string): Promise<readonly (readonly string[])[]> {
    const rows = await this.database.query<{ kind: string; outcome: string }>(
      'SELECT kind, outcome FROM auth_attempt WHERE identifier = $1 ORDER BY id',
      [identifier],
    );
    return rows.map(({ kind, outcome }) => [kind, outcome]);
  }
}

export const client = (dialect: Dialect, deviceId: string | null = null): auth.ClientInput => ({
  dialect,
  ip: '192.0.2.7',
  userAgent: 'a test',
  deviceId,
});

/** Another code than the one given. */
export const wrongCode = (code: string): string => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');
