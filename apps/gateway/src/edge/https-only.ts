import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.js';

type Deployment = Pick<GatewayConfig, 'NODE_ENV' | 'PUBLIC_URL' | 'TRUSTED_PROXIES'>;
type Asked = Pick<FastifyRequest, 'protocol' | 'url'>;

const aYearSeconds = 31_536_000;
/** A load balancer asks these over plain HTTP. */
const probes = /^\/(api\/health|health|metrics)\/?(\?|$)/;

/** Production behind a proxy that ends TLS (A-00-09). Without a trusted proxy nobody could tell how a request came. */
export const isHttpsOnly = ({ NODE_ENV, PUBLIC_URL, TRUSTED_PROXIES }: Deployment): boolean =>
  NODE_ENV === 'production' && PUBLIC_URL.startsWith('https://') && TRUSTED_PROXIES.length > 0;

/** Where a request that came over plain HTTP belongs: the same path under PUBLIC_URL, never of a host it names. Null when all is well. */
const secureLocation = (publicUrl: string, { protocol, url }: Asked): string | null =>
  protocol === 'https' || probes.test(url) ? null : publicUrl.replace(/\/$/, '') + (url.startsWith('/') ? url : '/');

/** Sends plain requests to HTTPS (308), and tells browsers to begin there the next time. True when the request is answered. */
export const requireHttps = (publicUrl: string, request: FastifyRequest, reply: FastifyReply): boolean => {
  const location = secureLocation(publicUrl, request);
  if (location === null) void reply.header('strict-transport-security', `max-age=${aYearSeconds}; includeSubDomains`);
  else void reply.redirect(location, 308);
  return location !== null;
};
