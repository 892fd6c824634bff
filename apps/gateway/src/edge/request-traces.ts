import { beginStep, inStep, type TraceStep } from '@parley/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** By request: Fastify's hooks begin and end it. */
const steps = new WeakMap<FastifyRequest, TraceStep>();

/** Begins the trace of a request, if anybody wants it, and does `next` in it. By its pattern: a path may hold a token or a name. */
export const traceRequest = (request: FastifyRequest, next: () => void): void => {
  const route = request.routeOptions.url ?? 'none';
  const attributes = { 'http.request.method': request.method, 'http.route': route, 'parley.request_id': request.id };
  const step = beginStep(`${request.method} ${route}`, { kind: 'server', parent: null, attributes });
  if (step === null) return next();
  steps.set(request, step);
  inStep(step.traceparent, next);
};

export const endRequestTrace = (request: FastifyRequest, { statusCode }: FastifyReply): void => {
  const step = steps.get(request);
  step?.note({ 'http.response.status_code': statusCode });
  step?.end(statusCode >= 500 ? String(statusCode) : undefined);
};
