import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** Route configuration: the body is bytes, whatever their sender calls them. */
export const takesBytes = { takesBytes: true } as const;

/** No client says so: it is what we call such a body. */
const rawBytes = 'application/vnd.parley.bytes';

export const isUploadForm = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/** Leaves the bodies of routes that take bytes unread, for their handlers to stream; forms stay forms. */
export const leaveBytesUnread = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser(rawBytes, (_request, _payload, done) => done(null));
  fastify.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    if ((request.routeOptions.config as { readonly takesBytes?: boolean }).takesBytes === true && !isUploadForm(request)) {
      request.raw.headers['content-type'] = rawBytes;
    }
    done();
  });
};
