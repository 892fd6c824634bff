import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { apiDocuments } from '../api-docs/files.mjs';
import { openApiOf } from '../api-docs/openapi.mjs';
import { describeShape } from '../api-docs/shapes.mjs';
import { root } from './planted-tree.mjs';

const documents = apiDocuments(root);

test('docs/api says what docs/spec does', () => {
  for (const [name, text] of Object.entries(documents))
    assert.equal(readFileSync(path.join(root, 'docs/api', name), 'utf8'), text, `docs/api/${name} is old: node tools/api-docs.mjs`);
});

test('every reference leads to a schema, and every part of a path has its parameter', () => {
  for (const [name, text] of Object.entries(documents).filter(([file]) => file.endsWith('.openapi.json'))) {
    const { components, paths } = JSON.parse(text);
    for (const [, schema] of text.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)) assert.ok(components.schemas[schema], `${name}: ${schema}`);
    for (const [route, methods] of Object.entries(paths))
      for (const { parameters } of Object.values(methods)) {
        const inPath = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
        assert.deepEqual(
          inPath,
          [...route.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter),
        );
      }
  }
});

test('every operation is under a method that OpenAPI has, and every field of a form has a name', () => {
  const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
  for (const [name, text] of Object.entries(documents).filter(([file]) => file.endsWith('.openapi.json')))
    for (const [route, operations] of Object.entries(JSON.parse(text).paths))
      for (const [method, { requestBody }] of Object.entries(operations)) {
        assert.ok(methods.includes(method), `${name}: ${method} ${route}`);
        const fields = Object.keys(requestBody?.content['multipart/form-data']?.schema.properties ?? {});
        assert.deepEqual(
          fields.filter((field) => !/^\w+$/.test(field)),
          [],
          `${name}: ${route}`,
        );
      }
});

/** Every schema within a value. */
const schemasIn = (value) =>
  typeof value !== 'object' || value === null
    ? []
    : [value, ...Object.entries(value).flatMap(([key, one]) => (key === 'example' ? [] : schemasIn(one)))];

test('what may be null has a type of its own, without which OpenAPI 3.0 allows no null', () => {
  for (const [name, text] of Object.entries(documents).filter(([file]) => file.endsWith('.openapi.json')))
    for (const schema of schemasIn(JSON.parse(text))) assert.ok(schema.nullable !== true || 'type' in schema, `${name}: ${JSON.stringify(schema)}`);
});

test('an event of several forms is published with an example of each', () => {
  const events = JSON.parse(documents['umoc.openapi.json'])['x-events'];
  const named = (name) => events.find((event) => event.name === name);
  assert.deepEqual(
    named('chats').payload.map(({ is_group: isGroup }) => isGroup),
    [false, true],
  );
  const { payload, otherPayloads } = named('session_status');
  assert.deepEqual(
    [payload, ...otherPayloads].map(({ valid }) => valid),
    [true, false],
  );
  for (const [name, text] of Object.entries(documents)) assert.deepEqual(text.match(/"\$(?!ref")\w+"/g), null, name);
});

test('an answer that is no JSON is published as what it is', () => {
  const contentOf = (file, route) => JSON.parse(documents[file]).paths[route].get.responses[200].content;
  assert.deepEqual(contentOf('v1.openapi.json', '/v1/files/{file_id}'), {
    'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
  });
  assert.deepEqual(contentOf('chatrooms.openapi.json', '/metrics'), { 'text/plain': { schema: { type: 'string' } } });
});

test('operation ids are unique, and what is not built is not promised', () => {
  const notBuilt = JSON.parse(readFileSync(path.join(root, 'tools/spec-not-built.json'), 'utf8'));
  const ids = Object.keys(documents).flatMap((name) => [...documents[name].matchAll(/"operationId": "([^"]+)"/g)].map(([, id]) => id));
  assert.equal(new Set(ids).size, ids.length);
  for (const id of Object.values(notBuilt).flat()) assert.ok(!ids.includes(id), id);
});

test('the grammar becomes schema and example', () => {
  const shapes = { person: { name: 'string' } };
  for (const [shape, schema, example] of [
    ['number (seconds)', { type: 'number', description: 'seconds' }, 1],
    ['string|null', { type: 'string', nullable: true }, 'text'],
    ['enum(a|b)|null', { type: 'string', enum: ['a', 'b'], nullable: true }, 'a'],
    ['id(usr_)', { type: 'string', pattern: '^usr_[0-9a-f]{24}$' }, 'usr_63b8d1f27c3ae5f08b2d4f60'],
    ['=sent to {email}', { type: 'string', description: 'sent to {email}' }, 'sent to ada@example.org'],
    [false, { type: 'boolean', enum: [false] }, false],
    [['int'], { type: 'array', items: { type: 'integer' } }, [1]],
    [{ $ref: 'person' }, { $ref: '#/components/schemas/person' }, { name: 'Ada Lovelace' }],
    [
      { $ref: 'person', $nullable: true },
      { type: 'object', nullable: true, required: ['name'], properties: { name: { type: 'string' } } },
      { name: 'Ada Lovelace' },
    ],
    [
      { 'a?': 'bool', b: 'int' },
      { type: 'object', required: ['b'], properties: { a: { type: 'boolean' }, b: { type: 'integer' } } },
      { a: true, b: 1 },
    ],
  ])
    assert.deepEqual(describeShape(shape, shapes), { schema, example });
});

test('what the document names twice is refused once', () => {
  const operation = {
    id: 'X-1',
    section: '1',
    name: 'Do',
    method: 'PUT',
    path: '/a/:b?token=',
    auth: 'jwt',
    path_params: {},
    query: {},
    body: {},
    body_kind: 'none',
  };
  const errors = [
    { status: 403, when: 'no admin' },
    { status: 403, when: 'no member' },
  ];
  const spec = {
    title: 'X',
    dialect: 'x',
    base: {},
    envelope: { error: {} },
    events: [],
    operations: [{ ...operation, errors, requirements: [], response: { status: 200, shape: {} } }],
  };
  assert.equal(openApiOf(spec, []).paths['/a/{b}'].put.responses[403].description, 'no admin; no member');
  assert.deepEqual(openApiOf(spec, ['X-1']).paths, {});
});
