import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { newId, hexOf } from '@parley/contracts';
import { inRequest, type Health } from '@parley/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { decodableUrl, plainUrl, versionedUrl } from '../dialects/port-map.js';
import type { GatewayConfig } from '../gateway.config.js';
import { preflightSeconds, type Origins } from '../realtime/origins.js';
import { isUploadForm, leaveBytesUnread } from './raw-bytes.js';
import { isHttpsOnly, requireHttps } from './https-only.js';
import type { RateLimitGuard } from './rate-limit.guard.js';
import type { RequestMeter } from './request-meter.js';
import { endRequestTrace, traceRequest } from './request-traces.js';
import type { RouteTable } from './route-table.js';

const maxBodyBytes = 1024 * 1024;
/** Pages that work without script send forms. Nothing else takes one: no other site's form reaches an API. */
const formPages = /^\/(verify-email|reset-password|unsubscribe(\/undo)?)\/?(\?|$)/;
const maxFormBytes = 16 * 1024;
/** Mail programs post to it with either kind of form (RFC 8058). */
const oneClick = /^\/unsubscribe\/?(\?|$)/;
/** The routes that take files; as with other forms, nothing else does. */
const uploads = /^\/(api\/(upload(\/[^/?]+)?|users\/avatar)|v1\/files\/upload|upload\/file|users\/me\/avatar)\/?(\?|$)/;
/** Of a form's fields and headers; a file of any size passes through. */
const formLimits = { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 20, headerPairs: 100, fileSize: Infinity };
const notTaken = (what: string): Error => Object.assign(new Error(`${what} is taken here`), { statusCode: 415 });
const noFormHere = (): Error => notTaken('no form');

/** What else a page elsewhere may read of an answer: limits, and of a file its name and which part of it came. */
const exposedHeaders = [
  ...['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After'],
  ...['Allow', 'Content-Disposition', 'ETag', 'Accept-Ranges', 'Content-Range'],
];

const requestIdShape = /^[\w.:-]{1,64}$/;

const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && requestIdShape.test(given) ? given : `req_${hexOf(newId())}`;

/** The target as it is routed: every spelling of a path alike, and `API-Version` a prefix. */
const routedUrl = ({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): string =>
  versionedUrl(plainUrl(decodableUrl(url ?? '/')), headers['api-version'] as string | undefined);

/** Of those routes the ones that take a file's bytes as they are, whatever their sender calls them (transfers/ticket-uploads.ts). */
const byteTargets = /^\/api\/upload\/[^/?]+\/?(\?|$)/;

/**
 * Whether a request is to bring files, which are as large as they are and come as fast as they can. Any other body that comes to
 * their routes is read here, like everywhere.
 */
export const bringsFiles = (request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean => {
  const url = routedUrl(request);
  if (byteTargets.test(url)) return request.method === 'PUT' || request.method === 'POST';
  return uploads.test(url) && isUploadForm(request);
};

/** Fastify as the dialects need it: header versioning, trusted proxies only, one trailing slash forgiven. */
export const makeHttpAdapter = (config: GatewayConfig): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    trustProxy: config.TRUSTED_PROXIES.length === 0 ? false : [...config.TRUSTED_PROXIES],
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    rewriteUrl: routedUrl,
    forceCloseConnections: 'idle',
    // While it drains, a request on a connection that is still open is answered as any other, and the connection ends with it.
    return503OnClosing: false,
  });

/** What the hooks of a request need. */
export interface Preparations {
  readonly routes: RouteTable;
  readonly origins: Origins;
  readonly limits: RateLimitGuard;
  readonly meter: RequestMeter;
  readonly health: Health;
  readonly config: GatewayConfig;
}

/** Hooks of every request: its id in logs, calls and the answer; safe headers; JSON bodies that may be empty. */
export const prepareHttp = async (adapter: FastifyAdapter, { routes, origins, limits, meter, health, config }: Preparations): Promise<void> => {
  const fastify = adapter.getInstance();
  const httpsOnly = isHttpsOnly(config);
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    // Limits go by the address. Of who hangs up meanwhile Node knows it if it was asked before; who is gone already gets no answer.
    if ((request.ip as string | undefined) === undefined) return void reply.hijack();
    // What is somebody's own is kept by no cache, not his phone's either; an answer that may be says so itself.
    void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', vary: 'API-Version', 'cache-control': 'no-store' });
    if (health.isDraining) void reply.header('connection', 'close');
    if (httpsOnly && requireHttps(config.PUBLIC_URL, request, reply)) return;
    inRequest(request.id, () => traceRequest(request, done));
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    meter.note(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    endRequestTrace(request, reply);
    done();
  });
  // After the body is parsed: a log-in counts by the name it tries.
  fastify.addHook('preHandler', (request: FastifyRequest, reply: FastifyReply) => limits.check(request, reply));
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, {});
    return fastify.getDefaultJsonParser('error', 'error')(request, body as string, done);
  });
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: maxFormBytes }, (request, body, done) => {
    if (body !== '' && !formPages.test(request.url)) return done(noFormHere());
    return done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  // HTTP libraries name a type of their own for a body that is none; nothing is what it says (A-00-02).
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    body.length === 0 ? done(null, {}) : done(notTaken('nothing but JSON')),
  );
  // Files are read by those who expect them (transfers/), never here; how large a file may be is the file service's rule.
  fastify.addHook('preParsing', async (request: FastifyRequest) => {
    const isForm = /^multipart\//i.test(request.headers['content-type'] ?? '') && request.headers['content-length'] !== '0';
    if (isForm && !uploads.test(request.url) && !oneClick.test(request.url)) throw noFormHere();
  });
  await fastify.register(multipart, { throwFileSizeLimit: false, limits: formLimits });
  leaveBytesUnread(fastify);
  await fastify.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && origins.allows(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    credentials: true,
    strictPreflight: false,
    maxAge: preflightSeconds,
    exposedHeaders: [...exposedHeaders],
  });
  // OPTIONS of no page, or of one whose origin is not listed: what there is, and no leave to read it (A-00-05).
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const methods = request.method === 'OPTIONS' ? routes.methodsOf(request.url.split('?')[0] ?? '/') : [];
    if (methods.length === 0) return done();
    void reply
      .status(204)
      .header('allow', [...methods, 'OPTIONS'].join(', '))
      .send();
  });
};
