import type { INestMicroservice, Type } from '@nestjs/common';
import {
  AppError,
  file,
  fromWireError,
  messaging,
  newId,
  type ConversationId,
  type ErrorCode,
  type Origin,
  type Rpc,
  type WireError,
} from '@parley/contracts';
import { loadConfig, startService } from '@parley/runtime';
import { makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileConfig } from '../src/file.config.js';
import { fileService } from '../src/file.module.js';
import { bucketOfThisRun } from './s3.harness.js';

export const publicUrl = 'https://chat.example.com';

/** What a client says of a file, and its bytes. */
export interface GivenFile {
  readonly name: string;
  readonly mime: string | null;
  readonly bytes: Uint8Array;
}

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

export const newOrigin = (): Origin => ({ userId: newId(), sessionId: newId(), dialect: 'v1' });

/** The bytes go to the S3 server that this run was given, into a bucket of their own; else into a folder. */
const s3OfThisRun = (): Readonly<Record<string, string>> => {
  const given = process.env['S3_URL'] ?? '';
  return given === '' ? {} : { S3_URL: bucketOfThisRun(given) };
};

/** The file service with a messaging that lets everybody into every conversation but `closed`. */
export class FileHarness {
  readonly closed = new Set<ConversationId>();
  /** Conversations that nobody may post in, and what messaging says of them. */
  readonly refusals = new Map<ConversationId, ErrorCode>();

  private constructor(
    readonly bus: TestBus,
    readonly database: TestDatabase,
    readonly dataFolder: string,
    private readonly app: INestMicroservice,
  ) {
    bus.answer(messaging.findPlace, ({ conversation: { id = newId<'conversation'>() } }) => {
      const code = this.refusals.get(id);
      if (code !== undefined) throw new AppError(code);
      return { conversationId: id };
    });
    bus.answer(messaging.listMemberships, ({ conversationIds }) => conversationIds.filter((id) => !this.closed.has(id)));
  }

  static async start(env: Readonly<Record<string, string>>): Promise<FileHarness> {
    const [database, bus, dataFolder] = await Promise.all([makeTestDatabase('file'), TestBus.open(), mkdtemp(join(tmpdir(), 'parley-file-'))]);
    const config = loadConfig(FileConfig, {
      ...s3OfThisRun(),
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'fatal', DATABASE_URL: database.url, NATS_URL: testInfra().natsUrl, NATS_PREFIX: bus.options.prefix },
      ...{ PUBLIC_URL: publicUrl, PARLEY_DATA: dataFolder, ...env },
    });
    return new FileHarness(bus, database, dataFolder, await startService(fileService(config)));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.bus.close();
    await this.database.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  call<I, O>(contract: Rpc<I, O>, input: NoInfer<I>): Promise<O> {
    return this.bus.call(contract, input);
  }

  part<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.app.get(type, { strict: false });
  }

  prepare(origin: Origin, { name, mime }: GivenFile, changes: Partial<file.PrepareUploadInput>): Promise<file.UploadTicket> {
    return this.call(file.prepareUpload, { origin, purpose: 'attachment', conversation: null, name, mime, sizeBytes: null, ...changes });
  }

  /** Sends bytes as a gateway does. @throws {AppError} what the service answers */
  async put({ transferUrl, token }: Pick<file.UploadTicket, 'transferUrl' | 'token'>, bytes: Uint8Array): Promise<file.StoredFile> {
    const response = await fetch(transferUrl, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: Buffer.from(bytes) });
    const body: unknown = await response.json();
    if (response.status !== 201) throw fromWireError(body as WireError);
    return body as file.StoredFile;
  }

  /** Prepared, sent and finished. */
  async upload(origin: Origin, given: GivenFile, conversationId: ConversationId | null): Promise<file.StoredFile> {
    const ticket = await this.prepare(origin, given, {});
    await this.put(ticket, given.bytes);
    return this.finish(origin, ticket, conversationId);
  }

  async finish(origin: Origin, { fileId }: Pick<file.UploadTicket, 'fileId'>, conversationId: ConversationId | null): Promise<file.StoredFile> {
    const conversation = conversationId === null ? null : { id: conversationId };
    const [stored] = await this.call(file.finishUploads, { origin, fileIds: [fileId], conversation });
    if (stored === undefined) throw new Error('nothing was finished');
    return stored;
  }

  /** What a capability address opens, read as a gateway does. */
  async read(url: string): Promise<Uint8Array> {
    const { transferUrl } = await this.open(url);
    return new Uint8Array(await (await fetch(transferUrl)).arrayBuffer());
  }

  open(url: string): Promise<file.OpenedFile> {
    const { pathname, searchParams } = new URL(url);
    return this.call(file.openByLink, { fileId: pathname.split('/')[2] as file.StoredFile['id'], signature: searchParams.get('s') ?? '' });
  }
}
