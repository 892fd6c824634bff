import { connect, createServer } from 'node:net';

/**
 * A TCP link to a server on this machine that can be harmed while both ends live on:
 *
 *     cut      what is open is reset, and so is whoever comes
 *     silent   no byte passes either way; who comes is let in and never answered, not even after `heal` (a half-open link)
 *     swallow  what the client says is thrown away, and its connection is reset by `heal`
 *     heal     what stood still goes on where it stopped, as after a partition
 */
export class Proxy {
  /** @type {'pass' | 'cut' | 'silent' | 'swallow'} */
  #mode = 'pass';
  /** @type {Set<{ client: import('node:net').Socket, server: import('node:net').Socket | null, isTorn: boolean }>} */
  #pairs = new Set();

  /** @param {() => number} target the server's port, asked for with every connection */
  static async open(target) {
    const proxy = new Proxy(target);
    await new Promise((resolve, reject) => proxy.listener.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)));
    return proxy;
  }

  constructor(target) {
    this.target = target;
    this.listener = createServer({ pauseOnConnect: true }, (client) => this.#take(client));
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.listener.address()).port;
  }

  cut() {
    this.#mode = 'cut';
    for (const pair of this.#pairs) this.#reset(pair);
  }

  silent() {
    this.#mode = 'silent';
    for (const { client, server } of this.#pairs) for (const end of [client, server]) end?.pause();
  }

  swallow() {
    this.#mode = 'swallow';
  }

  heal() {
    this.#mode = 'pass';
    for (const pair of this.#pairs) {
      if (pair.isTorn) this.#reset(pair);
      else if (pair.server !== null) for (const end of [pair.client, pair.server]) end.resume();
    }
  }

  close() {
    this.listener.close();
    for (const pair of this.#pairs) this.#reset(pair);
  }

  #take(client) {
    client.on('error', () => {});
    const pair = { client, server: null, isTorn: false };
    this.#pairs.add(pair);
    client.once('close', () => this.#end(pair));
    if (this.#mode === 'cut') this.#reset(pair);
    if (this.#mode !== 'pass' && this.#mode !== 'swallow') return;
    const server = connect(this.target(), '127.0.0.1');
    pair.server = server;
    for (const end of [client, server]) end.setNoDelay(true);
    server.on('error', () => this.#reset(pair));
    server.once('close', () => this.#end(pair));
    client.on('data', (bytes) => {
      if (this.#mode === 'swallow') pair.isTorn = true;
      if (!pair.isTorn) this.#forward(bytes, client, server);
    });
    server.on('data', (bytes) => this.#forward(bytes, server, client));
    client.resume();
    client.once('end', () => server.end());
    server.once('end', () => client.end());
  }

  #reset(pair) {
    for (const end of [pair.client, pair.server]) end?.resetAndDestroy();
  }

  /** One end is gone: the other hears of it, unless the link is silent; then it does once somebody speaks again. */
  #end(pair) {
    if (this.#mode === 'silent' && pair.server !== null) return void (pair.isTorn = true);
    this.#pairs.delete(pair);
    for (const end of [pair.client, pair.server]) end?.destroy();
  }

  /** The reader waits for a slow writer, so that nothing gathers here. */
  #forward(bytes, from, to) {
    if (to.write(bytes)) return;
    from.pause();
    to.once('drain', () => this.#mode !== 'silent' && from.resume());
  }
}
