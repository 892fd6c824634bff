import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Proxy } from './proxy.mjs';

/** The variable that tells a process where a server is. */
const variables = { nats: 'NATS_URL', redis: 'REDIS_URL', postgres: 'DATABASE_URL' };

/** Links of one process each, of which there is a second one whose links are whole. */
const linked = [
  ['gateway-1', 'nats'],
  ['gateway-1', 'redis'],
  ['messaging-1', 'nats'],
  ['messaging-1', 'postgres'],
];

/** Proxies between one process of the fleet and one server each. */
export class Links {
  /** @param {string} dataDir where the fleet notes the ports of its servers */
  static async open(dataDir) {
    const portOf = (server) => JSON.parse(readFileSync(path.join(dataDir, 'ports.json'), 'utf8'))[server];
    const proxies = await Promise.all(linked.map(async (link) => [link.join(' '), await Proxy.open(() => portOf(link[1]))]));
    return new Links(new Map(proxies));
  }

  constructor(proxies) {
    this.proxies = proxies;
  }

  /** @param {string} link like `gateway-1 nats` @returns {Proxy} */
  of(link) {
    const proxy = this.proxies.get(link);
    if (proxy === undefined) throw new Error(`there is no link ${link}`);
    return proxy;
  }

  /** The environment of a process, led through its proxies. */
  lead(name, env) {
    const led = { ...env };
    for (const [process, server] of linked) {
      if (process !== name) continue;
      const url = new URL(env[variables[server]]);
      url.port = String(this.of(`${name} ${server}`).port);
      led[variables[server]] = url.href;
    }
    return led;
  }

  close() {
    for (const proxy of this.proxies.values()) proxy.close();
  }
}
