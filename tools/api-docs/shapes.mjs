// The small grammar of docs/spec/*.json (its `type_grammar`) as JSON Schema of OpenAPI 3.0, and as examples.

const moment = '2026-01-15T10:30:00.000Z';

/** Every plain type: its schema and a value of it. */
const plain = {
  string: [{ type: 'string' }, 'text'],
  int: [{ type: 'integer' }, 1],
  number: [{ type: 'number' }, 1],
  bool: [{ type: 'boolean' }, true],
  object: [{ type: 'object' }, {}],
  array: [{ type: 'array', items: {} }, []],
  datetime: [{ type: 'string', format: 'date-time' }, moment],
  date: [{ type: 'string', format: 'date' }, moment.slice(0, 10)],
  uuid: [{ type: 'string', format: 'uuid' }, '63b8d1f2-7c3a-4e5f-a7c1-e5508b2d4f60'],
  objectid: [{ type: 'string', pattern: '^[0-9a-f]{24}$' }, '63b8d1f27c3ae5f08b2d4f60'],
  jwt: [{ type: 'string' }, 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI2M2I4In0.c2ln'],
  url: [{ type: 'string', format: 'uri' }, 'https://example.org/a'],
  email: [{ type: 'string', format: 'email' }, 'ada@example.org'],
  e164: [{ type: 'string', pattern: '^\\+[1-9]\\d{6,14}$' }, '+4915112345678'],
  base64: [{ type: 'string', format: 'byte' }, 'SGVsbG8='],
  file: [{ type: 'string', format: 'binary' }, '(file)'],
  binary: [{ type: 'string', format: 'binary' }, '(bytes)'],
  epoch_s: [{ type: 'integer' }, 1768473000],
  epoch_ms: [{ type: 'integer' }, 1768473000000],
  epoch_s_float: [{ type: 'number' }, 1768473000.5],
};

/** Values that say more than their type; by key. */
const telling = {
  email: 'ada@example.org',
  password: 'Correct-Horse-1',
  newPassword: 'Correct-Horse-2',
  name: 'Ada Lovelace',
  username: 'ada',
  full_name: 'Ada Lovelace',
  display_name: 'Ada Lovelace',
  content: 'Hello',
  text: 'Hello',
  emoji: '👍',
  phone: '+4915112345678',
  code: '123456',
  verificationCode: '123456',
  timezone: 'Europe/Berlin',
  startTime: '22:00',
  endTime: '08:00',
};

/** What stands in a text of which no more is known than its key. */
function textFor(key) {
  if (key in telling) return telling[key];
  if (/^id$|[a-z]Id$/.test(key)) return plain.uuid[1];
  return /(url|avatar|image)$/i.test(key) ? plain.url[1] : plain.string[1];
}

/** `number (seconds)` → the type and the remark. */
function remarked(text) {
  const [, type, remark = ''] = /^(.*?)(?:\s+\((.*)\))?$/s.exec(text) ?? [];
  return { type, remark };
}

/** One alternative of a type, without its remark. */
function single(type) {
  const choice = /^enum\((.*)\)$/.exec(type)?.[1].split('|');
  if (choice) return { schema: { type: 'string', enum: choice }, example: choice[0] };
  const prefix = /^id\((.*)\)$/.exec(type)?.[1];
  if (prefix) return { schema: { type: 'string', pattern: `^${prefix}[0-9a-f]{24}$` }, example: `${prefix}${plain.objectid[1]}` };
  const [schema, example] = plain[type] ?? plain.string;
  return { schema, example };
}

/** A text that is always the same, but for `{what}` it names. */
const ofConstant = (text) => ({
  schema: /\{\w+\}/.test(text) ? { type: 'string', description: text } : { type: 'string', enum: [text] },
  example: text.replace(/\{(\w+)\}/g, (_, key) => textFor(key)),
});

/** A type expression that is text. @returns {{ schema: Record<string, unknown>, example: unknown }} */
function ofText(text, key) {
  if (text.startsWith('=')) return ofConstant(text.slice(1));
  const { type, remark } = remarked(text);
  const isNullable = /\|null$/.test(type);
  const { schema, example } = single(type.replace(/\|null$/, ''));
  return {
    schema: { ...schema, ...(isNullable ? { nullable: true } : {}), ...(remark ? { description: remark } : {}) },
    example: example === plain.string[1] ? textFor(key) : example,
  };
}

/**
 * @param {unknown} shape of the grammar
 * @param {Record<string, unknown>} shapes what `$ref` names
 * @param {string} key the key it is the value of
 * @returns {{ schema: Record<string, unknown>, example: unknown }}
 */
export function describeShape(shape, shapes, key = '') {
  if (typeof shape === 'string') return ofText(shape, key);
  if (typeof shape === 'boolean') return { schema: { type: 'boolean', enum: [shape] }, example: shape };
  if (typeof shape === 'number') return { schema: { type: 'number', enum: [shape] }, example: shape };
  if (Array.isArray(shape)) {
    if (shape.length === 0) return { schema: { type: 'array', items: {} }, example: [] };
    return { schema: { type: 'array', items: describeShape(shape[0], shapes, key).schema }, example: formsOf(shape[0], shapes, key) };
  }
  if (shape.$oneOf) return { schema: { oneOf: shape.$oneOf.map((one) => describeShape(one, shapes).schema) }, example: formsOf(shape, shapes)[0] };
  return ofObject(/** @type {Record<string, unknown>} */ (shape), shapes);
}

/** @returns {readonly unknown[]} an example of each form that a shape may have */
export const formsOf = (shape, shapes, key = '') => (shape.$oneOf ?? [shape]).map((one) => describeShape(one, shapes, key).example);

function ofObject({ $ref, $nullable, $plus, ...keys }, shapes) {
  const nullable = $nullable ? { nullable: true } : {};
  if ($ref) {
    const { schema, example } = describeShape(shapes[$ref], shapes);
    const description = $plus ? { description: `with ${$plus}` } : {};
    // Null is allowed by the schema that has the type, not by one around it.
    if ($nullable) return { schema: { ...schema, ...nullable, ...description }, example };
    const named = { $ref: `#/components/schemas/${$ref}` };
    return { schema: $plus ? { ...description, allOf: [named] } : named, example };
  }
  const entries = Object.entries(keys).map(([key, value]) => ({
    key,
    name: key.replace(/\?$/, ''),
    ...describeShape(value, shapes, key.replace(/\?$/, '')),
  }));
  const free = entries.find(({ key }) => key.startsWith('['));
  if (free) return { schema: { type: 'object', ...nullable, additionalProperties: free.schema }, example: { [plain.uuid[1]]: free.example } };
  const required = entries.filter(({ key }) => !key.endsWith('?')).map(({ name }) => name);
  return {
    schema: {
      type: 'object',
      ...nullable,
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
    },
    example: Object.fromEntries(entries.map(({ name, example }) => [name, example])),
  };
}

/**
 * A field of a body or a query, which carries its rules beside its type.
 * @param {Record<string, any>} field
 * @param {Record<string, unknown>} shapes
 * @param {string} key
 */
export function describeField(field, shapes, key) {
  if (field.type === 'object' && field.properties) return fieldsAsObject(field.properties, shapes);
  if (field.type === 'array' || field.type === 'file[]') {
    const item = describeShape(field.type === 'file[]' ? 'file' : (field.items ?? 'string'), shapes);
    return { schema: withRules({ type: 'array', items: item.schema }, field), example: [item.example] };
  }
  const { schema, example } = ofText(field.type, key);
  const chosen = field.default ?? field.enum?.[0] ?? example;
  return { schema: withRules(schema, field), example: chosen };
}

/** @returns {{ schema: Record<string, any>, example: Record<string, unknown> }} */
export function fieldsAsObject(fields, shapes) {
  const entries = Object.entries(fields)
    // A name that the document does not give stands in angle brackets: `<file>`.
    .map(([key, field]) => ({ key: key.replace(/^<(\w+)>$/, '$1'), field }))
    .map(({ key, field }) => ({ key, field, ...describeField(field, shapes, key) }));
  const required = entries.filter(({ field }) => field.required).map(({ key }) => key);
  return {
    schema: {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(entries.map(({ key, schema }) => [key, schema])),
    },
    example: Object.fromEntries(entries.map(({ key, example }) => [key, example])),
  };
}

const withRules = (schema, { min_len, max_len, max, max_items, max_bytes, must_include, pattern, note, ...field }) => {
  const said = [pattern, must_include && `with ${must_include.join(', ')}`, max_bytes && `at most ${max_bytes} bytes`, note].filter(Boolean);
  return {
    ...schema,
    ...(min_len === undefined ? {} : { minLength: min_len }),
    ...(max_len === undefined ? {} : { maxLength: max_len }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(max_items === undefined ? {} : { maxItems: max_items }),
    ...(field.enum === undefined || schema.format === 'binary' ? {} : { enum: field.enum }),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(said.length === 0 ? {} : { description: said.join('; ') }),
  };
};
