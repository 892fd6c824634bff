import { AppError } from '@parley/contracts';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Scanner } from './scanner.port.js';

/** A clamd that says and takes nothing for so long is away. */
const muteMs = 4_000;
const usualPort = 3310;

/** INSTREAM wants each chunk behind its length, and an empty one at the end. */
async function* inStream(path: string): AsyncIterable<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield length;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    socket.setTimeout(muteMs, () => socket.destroy(new Error(`clamd said nothing for ${muteMs} ms`)));
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer.replaceAll('\0', '').trim()));
  });

/** Streams files to a clamd over TCP; nothing is held in memory. */
export class ClamdScanner extends Scanner {
  private readonly host: string;
  private readonly port: number;

  /** `address` is `host` or `host:port`. */
  constructor(address: string) {
    super();
    const [host, port] = address.split(':');
    this.host = host ?? address;
    this.port = port === undefined ? usualPort : Number(port);
  }

  async scan(path: string): Promise<string | null> {
    const answer = await this.ask(path).catch((error: unknown) => {
      throw new AppError('SERVICE_UNAVAILABLE', {}, { cause: error });
    });
    const found = /^stream: (.+) FOUND$/m.exec(answer)?.[1];
    if (found !== undefined) return found;
    if (/^stream: OK$/m.test(answer)) return null;
    // A size that clamd will not look at is not clean.
    throw new AppError('SERVICE_UNAVAILABLE', {}, { cause: new Error(`clamd: ${answer === '' ? 'no answer' : answer}`) });
  }

  private async ask(path: string): Promise<string> {
    const socket = connect({ host: this.host, port: this.port });
    const answer = answerOf(socket);
    try {
      // A clamd that has seen enough answers and hangs up before the end: then its answer counts.
      await pipeline(inStream(path), socket, { end: false }).catch(() => null);
      return await answer;
    } finally {
      socket.destroy();
    }
  }
}
