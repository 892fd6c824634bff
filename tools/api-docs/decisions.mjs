// What docs/spec decides of answers that a document leaves open, or shows by an example alone. The shapes of docs/spec are the
// documents' own; these are laid over them, so that the published schemas hold of what is really answered.

/** Values that may be null: by operation, or `<dialect>.<shape>`; the decision behind each. */
const mayBeNull = {
  'CB-2.4': ['users.email'], // C36, as below
  'CB-2.5': ['user.email'],
  'CB-3.3': ['channel.members.email'],
  'CB-8.2': ['users.lastLogin'], // A-CB-71
  'RC-auth.login': ['data.user.last_login'], // A-RC-18, as below
  'RC-users.me.get': ['data.last_login'],
  'RC-users.me.put': ['data.last_login'],
  'RC-rooms.list': ['data.chatrooms.last_message'],
  'RC-rooms.get': ['data.members.last_read_at'],
  'R2-3.1': ['friends.photoURL'], // A-R2-16
  'reals2chat.metadata': ['customRingtone'], // A-R2-08
  'V1-1.2': ['data.user.avatar_url'], // C25, as all avatars below
  'V1-2.1': ['data.avatar_url', 'data.bio', 'data.email', 'data.phone'], // C36
  'V1-2.2': ['data.bio'],
  'V1-2.3': ['data.users.avatar_url'],
  'V1-2.4': ['data.contacts.avatar_url'],
  'V1-3.1': ['data.conversations.avatar_url', 'data.conversations.last_message'], // A-V1-13
  'V1-3.3': ['data.next_cursor'], // A-V1-16
  'V1-3.4': ['data.temp_id'], // of a message that was sent without
  'V1-5.1': ['data.thumbnail_url', 'data.expires_at'], // A-V1-30
  'v1.message': ['metadata.thumbnail_url'],
};

/** Objects of which any key may be missing. */
const mayLackKeys = {
  'v1.message': ['metadata'], // A-V1-16
  'V1-7.1': ['data.notifications.data'], // a contact request has neither (C71)
};

/** Values that are others, too. */
const mayBe = {
  'V1-2.5': { 'data.status': 'enum(pending|accepted)' }, // A-V1-11
  'RC-rooms.join': { 'data.chatroom.role': 'enum(member|owner|moderator)' }, // A-RC-14: of who was in already
};

const profile = (spec) => spec.operations.find(({ id }) => id === 'RC-users.me.get').response.shape;
const roomOf = (spec) => ({ chatroom: spec.operations.find(({ id }) => id === 'RC-rooms.get').response.shape.data.chatroom });

/** Answers without a shape, or with another. */
const answered = {
  'RC-users.me.put': profile, // A-RC-03
  'RC-users.me.avatar': () => ({ success: true, data: { avatar_url: 'string' } }), // A-RC-04
  'RC-rooms.update': (spec) => ({ success: true, data: roomOf(spec) }), // A-RC-05
  'RC-rooms.delete': () => ({ success: true, data: {} }),
  'RC-rooms.leave': () => ({ success: true, data: {} }),
  'R2-3.2': () => ({ success: true, messages: [{ $ref: 'message' }] }), // A-R2-02
  'UM-HTTP-upload': () => ({ success: true, file_id: 'uuid' }), // A-UM-21
};

const isList = Array.isArray;

/** Changes what stands at a path; of a list, in its items. */
function at(shape, [key, ...rest], change) {
  if (isList(shape)) return [at(shape[0], [key, ...rest], change)];
  if (rest.length > 0) return { ...shape, [key]: at(shape[key], rest, change) };
  if (!(key in shape)) return shape;
  return { ...shape, [key]: change(shape[key]) };
}

const orNull = (type) => (typeof type === 'string' ? type.replace(/^(\S+?)(?:\|null)?(\s|$)/, '$1|null$2') : { $nullable: true, ...type });
const withoutDemands = (shape) => Object.fromEntries(Object.entries(shape).map(([key, value]) => [key.replace(/\??$/, '?'), value]));

function decide(name, shape) {
  if (typeof shape !== 'object') return shape;
  const edits = [
    ...(mayBeNull[name] ?? []).map((path) => [path, orNull]),
    ...(mayLackKeys[name] ?? []).map((path) => [path, withoutDemands]),
    ...Object.entries(mayBe[name] ?? {}).map(([path, type]) => [path, () => type]),
  ];
  return edits.reduce((decided, [path, change]) => at(decided, path.split('.'), change), shape);
}

/** Every answer of this dialect says in words what was done (A-RC-02). */
const withMessage = (shape) => (typeof shape === 'object' ? { ...shape, message: 'string' } : shape);

/** What a refusal looks like. */
function errorOf({ dialect, envelope: { error } }) {
  // Of UMOC's errors the document knows the event only; over HTTP they are without its name.
  if (dialect === 'umoc') return { message: 'string' };
  // Whoever names his request hears that name (A-00-13).
  return dialect === 'v1' ? { ...error, request_id: 'string' } : error;
}

/**
 * @param {Record<string, any>} spec a file of docs/spec
 * @returns {Record<string, any>} the same, with what was decided since
 */
export function decidedSpec(spec) {
  const shapeOf = ({ id, response }) => decide(id, answered[id]?.(spec) ?? response.shape);
  const wordsOf = spec.dialect === 'chatrooms' ? withMessage : (shape) => shape;
  return {
    ...spec,
    envelope: { ...spec.envelope, error: errorOf(spec) },
    shapes: Object.fromEntries(Object.entries(spec.shapes ?? {}).map(([name, shape]) => [name, decide(`${spec.dialect}.${name}`, shape)])),
    operations: spec.operations.map((operation) => ({ ...operation, response: { ...operation.response, shape: wordsOf(shapeOf(operation)) } })),
  };
}
