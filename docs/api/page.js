// Shows an OpenAPI document of this server and lets its operations be tried. Texts become nodes, never markup.
const main = document.getElementById('document');
const token = document.getElementById('token');

function make(tag, content = [], attributes = {}) {
  const element = document.createElement(tag);
  Object.assign(element, attributes);
  element.append(...[content].flat());
  return element;
}

const json = (value) => make('pre', JSON.stringify(value, null, 2));

const table = (heads, rows) =>
  make('table', [
    make(
      'tr',
      heads.map((head) => make('th', head)),
    ),
    ...rows.map((row) =>
      make(
        'tr',
        row.map((cell) => make('td', cell)),
      ),
    ),
  ]);

/** The address with what was entered for its parameters. */
function addressOf(route, inputs) {
  const path = route.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inputs.get(name).value));
  const query = [...inputs].filter(([, { value, dataset }]) => dataset.place === 'query' && value !== '').map(([name, { value }]) => [name, value]);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

async function send(method, address, body) {
  const headers = {
    ...(token.value === '' ? {} : { authorization: `Bearer ${token.value}` }),
    ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
  };
  // Before our paths may stand one of a proxy: this script's own address has it.
  const answer = await fetch(new URL(`../..${address}`, import.meta.url), { method, headers, body });
  return `${answer.status} ${answer.statusText}\n\n${await answer.text()}`;
}

/** What is sent: the text of JSON, a form of files and texts, or nothing. */
function bodyEditor(requestBody) {
  const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (media === undefined) return { nodes: [], read: () => undefined };
  if (media === 'application/json') {
    const area = make('textarea', [], { value: JSON.stringify(content.example, null, 2), rows: 8 });
    return { nodes: [make('h4', 'Request'), area], read: () => area.value };
  }
  const form = make(
    'form',
    Object.entries(content.schema.properties).map(([name, property]) => {
      const isFile = (property.items ?? property).format === 'binary';
      return make('label', [name, make('input', [], { name, type: isFile ? 'file' : 'text', multiple: property.type === 'array' })]);
    }),
  );
  return { nodes: [make('h4', 'Request'), form], read: () => new FormData(form) };
}

function trial(method, route, { parameters, requestBody }) {
  const inputs = new Map(
    parameters.map(({ name, in: place, required, example }) => {
      const input = make('input', [], { placeholder: String(example) });
      input.dataset.place = place;
      return [name, input];
    }),
  );
  const fields = parameters.map(({ name, in: place, required }) =>
    make('label', [`${name} (${place}${required ? ', required' : ''})`, inputs.get(name)]),
  );
  const { nodes, read } = bodyEditor(requestBody);
  const result = make('pre', '', { hidden: true });
  const button = make('button', 'Send', {
    onclick: async () => {
      result.hidden = false;
      result.textContent = await send(method, addressOf(route, inputs), read()).catch(String);
    },
  });
  return [...fields, ...nodes, button, result];
}

const answers = (responses) =>
  Object.entries(responses).flatMap(([status, { description, content }]) => {
    const example = content?.['application/json']?.example;
    return [make('h4', `${status} ${description}`), ...(example === undefined ? [] : [json(example)])];
  });

const operation = (method, route, described) =>
  make('details', [
    make('summary', [make('b', method.toUpperCase()), `${route} `, make('i', described.summary)]),
    make('pre', described.description),
    ...trial(method.toUpperCase(), route, described),
    ...answers(described.responses),
  ]);

const event = ({ name, from, namespace = '', payload, otherPayloads = [], requirements }) =>
  make('details', [
    make('summary', [make('b', from), `${name} `, make('i', namespace)]),
    make('pre', requirements.join('\n')),
    ...[payload, ...otherPayloads].map(json),
  ]);

function show(spec) {
  const operations = Object.entries(spec.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, described]) => operation(method, route, described)),
  );
  const codes = spec['x-error-codes'] ?? [];
  main.replaceChildren(
    make('h2', spec.info.title),
    make('p', spec.info.description),
    make('h3', 'Operations'),
    ...operations,
    make('h3', 'Events'),
    ...spec['x-events'].map(event),
    ...(codes.length === 0
      ? []
      : [
          make('h3', 'Error codes'),
          table(
            ['code', 'status', 'message'],
            codes.map(({ code, status, message }) => [code, String(status), message]),
          ),
        ]),
  );
}

async function load() {
  const name = /^#(\w+)$/.exec(location.hash)?.[1] ?? 'connectbest';
  show(await (await fetch(new URL(`${name}.openapi.json`, import.meta.url))).json());
}

addEventListener('hashchange', load);
await load();
