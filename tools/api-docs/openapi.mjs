import { describeField, describeShape, fieldsAsObject, formsOf } from './shapes.mjs';

/** `/a/:b` and `/a/{b}` → `/a/{b}` */
export const templateOf = (route) => route.replace(/:(\w+)/g, '{$1}').replace(/\?.*$/, '');

const statusText = { 200: 'OK', 201: 'Created', 302: 'Found' };

function parametersOf({ path: route, path_params, query }, shapes) {
  const inPath = [...templateOf(route).matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    const { schema, example } = describeShape(path_params[name] ?? 'string', shapes, name);
    return { name, in: 'path', required: true, schema, example };
  });
  const inQuery = Object.entries(query).map(([name, field]) => {
    const { schema, example } = describeField(field, shapes, name);
    return { name, in: 'query', required: field.required === true, schema, example };
  });
  return [...inPath, ...inQuery];
}

const mediaOf = { json: 'application/json', multipart: 'multipart/form-data' };

function bodyOf({ body, body_kind }, shapes) {
  const media = mediaOf[body_kind];
  if (media === undefined) return {};
  const { schema, example } = fieldsAsObject(body, shapes);
  const required = Object.values(body).some((field) => field.required);
  return { requestBody: { required, content: { [media]: { schema, ...(body_kind === 'json' ? { example } : {}) } } } };
}

/** Where a document leaves the method open, each that is taken: `PUT|POST` → PUT and POST. */
const methodsOf = ({ id, method }) =>
  method.split('|').map((one, place) => ({ method: one.toLowerCase(), operationId: place === 0 ? id : `${id}.${one.toLowerCase()}` }));

/** @returns {unknown} what the document of a dialect says every refusal looks like */
const errorShape = ({ envelope: { error } }) => error.proposed ?? error;

const causesOf = (errors, status) =>
  errors
    .filter((error) => error.status === status)
    .map(({ when }) => when)
    .join('; ');

/** Answers that are no JSON, by what the document says of them. */
const otherMedia = { 'binary file data': 'application/octet-stream', 'text/plain Prometheus exposition': 'text/plain' };

/** @returns {Record<string, unknown> | undefined} undefined for an answer without a body */
function contentOf(shape, shapes) {
  if (typeof shape !== 'string') return { 'application/json': describeShape(shape, shapes) };
  const media = otherMedia[shape];
  return media && { [media]: { schema: { type: 'string', ...(media.startsWith('text/') ? {} : { format: 'binary' }) } } };
}

const refusal = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };

function responsesOf({ response, errors }, spec) {
  const { shape, status, note } = response;
  const said = typeof shape === 'string' ? shape : note;
  const content = contentOf(shape, spec.shapes ?? {});
  const success = { description: [statusText[status] ?? 'Success', said].filter(Boolean).join('. '), ...(content ? { content } : {}) };
  const failures = [...new Set(errors.map((error) => error.status))].map((refused) => [
    refused,
    { description: causesOf(errors, refused), content: refusal },
  ]);
  return Object.fromEntries([[status, success], ...failures, ['default', { description: 'Any other refusal', content: refusal }]]);
}

/** The first part of a path that names a thing. */
const tagOf = ({ path: route }) => {
  const parts = route.split('/').filter((part) => !['', 'api', 'v1', 'chat'].includes(part));
  return parts[0] ?? 'root';
};

function operationOf(operation, operationId, spec) {
  const { section, name, auth, requirements } = operation;
  const rules = requirements.map(({ text }) => `* ${text}`).join('\n');
  return {
    operationId,
    summary: name,
    description: [`Section ${section} of the document.`, rules].filter(Boolean).join('\n\n'),
    tags: [tagOf(operation)],
    ...(auth === 'none' ? { security: [] } : {}),
    parameters: parametersOf(operation, spec.shapes ?? {}),
    ...bodyOf(operation, spec.shapes ?? {}),
    responses: responsesOf(operation, spec),
  };
}

function eventOf({ id, name, direction, namespace, payload, requirements }, spec) {
  const [first, ...others] = formsOf(payload ?? {}, spec.shapes ?? {});
  return {
    id,
    name,
    from: direction === 'c2s' ? 'client' : 'server',
    ...(namespace ? { namespace } : {}),
    payload: first,
    ...(others.length > 0 ? { otherPayloads: others } : {}),
    requirements: requirements.map(({ text }) => text),
  };
}

/**
 * @param {Record<string, any>} spec a file of docs/spec
 * @param {readonly string[]} notBuilt ids to leave out
 * @returns {Record<string, any>} an OpenAPI 3.0 document, with the socket events in `x-events`
 */
export function openApiOf(spec, notBuilt) {
  const isBuilt = ({ id }) => !notBuilt.includes(id);
  const operations = spec.operations.filter(
    (operation) => isBuilt(operation) && operation.path.startsWith('/') && !operation.path.startsWith('/socket.io'),
  );
  const paths = {};
  for (const operation of operations) {
    const route = (paths[templateOf(operation.path)] ??= {});
    for (const { method, operationId } of methodsOf(operation)) route[method] = operationOf(operation, operationId, spec);
  }
  const shapes = Object.entries(spec.shapes ?? {}).map(([name, shape]) => [name, describeShape(shape, spec.shapes).schema]);
  return {
    openapi: '3.0.3',
    info: { title: spec.title, version: '1.0.0', description: `The dialect "${spec.dialect}". Base path: ${spec.base.rest || '/'}` },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: describeShape(errorShape(spec), {}).schema, ...Object.fromEntries(shapes) },
    },
    'x-events': spec.events.filter(isBuilt).map((event) => eventOf(event, spec)),
  };
}
