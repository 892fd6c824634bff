/** A path of OpenAPI as Postman has it: `{id}` → `:id`. */
const segmentsOf = (route) =>
  route
    .split('/')
    .slice(1)
    .map((part) => part.replace(/^\{(\w+)\}$/, ':$1'));

function urlOf(route, parameters) {
  const valued = (place) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, example, required }) => ({ key: name, value: String(example), ...(place === 'query' && !required ? { disabled: true } : {}) }));
  const path = segmentsOf(route);
  return { raw: `{{baseUrl}}/${path.join('/')}`, host: ['{{baseUrl}}'], path, variable: valued('path'), query: valued('query') };
}

function bodyOf(requestBody) {
  const [media, { schema, example }] = Object.entries(requestBody?.content ?? {})[0] ?? ['', {}];
  if (media === '') return {};
  if (media === 'application/json') return { body: { mode: 'raw', raw: JSON.stringify(example, null, 2), options: { raw: { language: 'json' } } } };
  const isFile = (property) => (property.items ?? property).format === 'binary';
  const formdata = Object.entries(schema.properties).map(([key, property]) =>
    isFile(property) ? { key, type: 'file', src: [] } : { key, type: 'text', value: '' },
  );
  return { body: { mode: 'formdata', formdata } };
}

function requestOf(method, route, { parameters, requestBody, security, description }) {
  const body = bodyOf(requestBody);
  const header = body.body?.mode === 'raw' ? [{ key: 'Content-Type', value: 'application/json' }] : [];
  return {
    method: method.toUpperCase(),
    description,
    header,
    url: urlOf(route, parameters),
    ...(security ? { auth: { type: 'noauth' } } : {}),
    ...body,
  };
}

function itemOf(method, route, operation) {
  const request = requestOf(method, route, operation);
  const [status, { content }] = Object.entries(operation.responses)[0];
  const example = content?.['application/json']?.example;
  const answer = {
    name: 'Success',
    originalRequest: request,
    code: Number(status),
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body: JSON.stringify(example, null, 2),
  };
  return { name: operation.summary, request, response: example === undefined ? [] : [answer] };
}

/**
 * @param {Record<string, any>} document OpenAPI
 * @returns {Record<string, unknown>} a Postman collection 2.1 with variables `baseUrl` and `token`
 */
export function postmanOf({ info, tags, paths }) {
  const operations = Object.entries(paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route, method, operation })),
  );
  return {
    info: { name: info.title, description: info.description, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: 'http://localhost:8000' },
      { key: 'token', value: '' },
    ],
    item: tags.map(({ name }) => ({
      name,
      item: operations.filter(({ operation }) => operation.tags[0] === name).map(({ route, method, operation }) => itemOf(method, route, operation)),
    })),
  };
}
