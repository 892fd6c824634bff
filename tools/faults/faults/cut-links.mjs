import { setTimeout as delay } from 'node:timers/promises';

/** Clients that stay connected close the gap by themselves, at the latest by the beacon. */
const gapAimSeconds = 15;
const titles = { nats: 'NATS', redis: 'Redis', postgres: 'Postgres' };

/**
 * The link of one process to one server, cut (reset, and refused) or silent (nothing passes, nobody is told). What the
 * gateway's clients missed meanwhile must come to them without a reconnect.
 * @param {string} link
 * @param {'cut' | 'silent'} way
 * @returns {import('../catalogue.mjs').Fault}
 */
const linkFault = (link, way, seconds, { windowSeconds, isShort = false }) => {
  const [name, server] = link.split(' ');
  return {
    name: `${way} ${link} ${seconds} s`,
    does: `link of ${name} to ${titles[server]} ${way} for ${seconds} s, clients stay connected`,
    windowSeconds,
    isShort,
    inject: async (victim, scene) => {
      const proxy = victim.links.of(link);
      scene.reconnectsBefore = scene.reconnects;
      proxy[way]();
      try {
        await delay(seconds * 1_000);
      } finally {
        proxy.heal();
      }
    },
    examine: (scene, gapSeconds) => {
      scene.aim('reconnects', scene.reconnects - scene.reconnectsBefore, 0);
      scene.expect(gapSeconds <= gapAimSeconds, `the gap was closed after ${gapSeconds} s`);
    },
  };
};

export const linkFaults = [
  linkFault('gateway-1 nats', 'cut', 10, { windowSeconds: 15, isShort: false }),
  linkFault('gateway-1 nats', 'silent', 20, { windowSeconds: 35 }),
  linkFault('gateway-1 redis', 'cut', 2, { windowSeconds: 2, isShort: false }),
  linkFault('gateway-1 redis', 'cut', 10, { windowSeconds: 2 }),
  linkFault('gateway-1 redis', 'silent', 10, { windowSeconds: 2 }),
  linkFault('messaging-1 postgres', 'cut', 10, { windowSeconds: 15 }),
  linkFault('messaging-1 postgres', 'silent', 10, { windowSeconds: 15 }),
  linkFault('messaging-1 nats', 'cut', 10, { windowSeconds: 2 }),
  linkFault('messaging-1 nats', 'silent', 20, { windowSeconds: 35 }),
];
