import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

const attemptWithinMs = 10_000;

/**
 * A client that keeps one socket open as a careful one would: when it is lost it waits a moment of chance, or as long as it
 * is told, and comes in through the next gateway. It is back once it has the answer of its `sync`.
 */
export class HerdSocket {
  /** Of each way back: the moment it was whole, on the clock of `performance`, and how long connecting, authenticating and syncing took. */
  returns = [];
  /** Attempts that were told to come later (503 with Retry-After, 1012, 1013). */
  refused = 0;
  /** Attempts that nobody heard: the gateway is not there. */
  unheard = 0;
  /** Attempts that failed in any other way, in words. */
  failures = [];
  isBack = false;
  heads = {};

  /**
   * @param {{ name: string, dialect: import('./dialects.mjs').HerdDialect, account: import('./accounts.mjs').Account, urls: readonly string[], turn: number }} options
   */
  constructor({ name, dialect, account, urls, turn }) {
    this.name = name;
    this.dialect = dialect;
    this.account = account;
    this.urls = urls;
    this.turn = turn;
  }

  /** Comes in, and again whenever it is lost, until `leave`. Resolves once it is in for the first time. */
  async stay() {
    for (let attempt = 0; !this.isLeaving && !this.isBack; attempt++) {
      if (attempt > 0) await delay(this.waitMs(attempt));
      await this.attempt();
    }
  }

  leave() {
    this.isLeaving = true;
    this.socket?.terminate();
  }

  waitMs(attempt) {
    const told = this.returnMs;
    this.returnMs = undefined;
    return told ?? Math.random() * Math.min(5_000, 300 * 2 ** attempt);
  }

  /** Resolves when it is in, or when this attempt has failed. */
  attempt() {
    const begun = performance.now();
    const { dialect, account } = this;
    const url = this.urls[this.turn++ % this.urls.length];
    this.url = url;
    const socket = new WebSocket(url.replace(/^http/, 'ws') + dialect.path(account), { perMessageDeflate: false, skipUTF8Validation: true });
    this.socket = socket;
    const send = (text) => socket.readyState === WebSocket.OPEN && socket.send(text);
    return new Promise((resolve) => {
      const tooLate = setTimeout(() => this.fail(socket, 'no answer of sync within 10 s'), attemptWithinMs);
      socket.on('open', () => dialect.opened(send, account));
      socket.on('message', (data) => {
        const heard = dialect.received(data.toString(), send, account);
        if (heard.returnMs !== undefined) this.returnMs = heard.returnMs;
        if (heard.refusal !== undefined) this.fail(socket, heard.refusal);
        if (heard.isBusy) this.comeLater(socket, 1);
        if (heard.heads === undefined || this.isBack) return;
        this.isBack = true;
        this.heads = heard.heads;
        clearTimeout(tooLate);
        const now = performance.now();
        this.returns.push({ at: now, ms: now - begun });
        resolve();
      });
      socket.on('unexpected-response', (_request, { statusCode, headers }) => {
        if (statusCode === 503) this.comeLater(socket, Number(headers['retry-after']));
        else this.fail(socket, `status ${statusCode}`);
      });
      socket.on('error', (error) => this.noteError(error));
      socket.on('close', (code, reason) => {
        clearTimeout(tooLate);
        this.closed(code, reason.toString());
        resolve();
      });
    });
  }

  /** It was told so; within that second it chooses its moment. @param {number} seconds */
  comeLater(socket, seconds) {
    this.wasToldWhy = true;
    this.refused += 1;
    this.returnMs = (seconds + Math.random()) * 1_000;
    socket.terminate();
  }

  noteError(error) {
    if (this.wasToldWhy || this.isLeaving) return;
    this.wasToldWhy = true;
    if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') this.unheard += 1;
    else this.failures.push(error.message);
  }

  fail(socket, words) {
    this.wasToldWhy = true;
    this.failures.push(words);
    socket.terminate();
  }

  closed(code, reason) {
    const wasIn = this.isBack;
    this.isBack = false;
    const told = /^retry after (\d+) ms$/.exec(reason)?.[1];
    if (told !== undefined) this.returnMs = Number(told);
    if (!wasIn && !this.wasToldWhy && !this.isLeaving) this.lost(code, reason);
    this.wasToldWhy = false;
    if (wasIn && !this.isLeaving) void delay(this.waitMs(0)).then(() => this.stay());
  }

  lost(code, reason) {
    if (code === 1012 || code === 1013) this.refused += 1;
    else if (code === 1006) this.unheard += 1;
    else this.failures.push(`closed with ${code} ${reason}`);
  }
}
