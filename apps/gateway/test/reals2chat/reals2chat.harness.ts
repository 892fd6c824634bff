import { hexOf, parseId } from '@parley/contracts';
import { http, IoClient, uniqueName, type HttpAnswer } from '@parley/testing';

export interface Person {
  /** ObjectId. */
  readonly id: string;
  readonly token: string;
}

/** This dialect has no log-in; a token of any other will do (A-R2-01). */
export const register = async (stem: string): Promise<Person> => {
  const username = uniqueName(stem);
  const body = { username, email: `${username}@example.com`, password: 'Passw0rd!', display_name: stem };
  const answer = await http('POST', '/auth/register', { body }, 0);
  if (answer.status !== 201) throw new Error(`registration answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const { user, access_token } = answer.body.data;
  const id = parseId(user.id);
  if (id === null) throw new Error(`no id: ${user.id}`);
  return { id: hexOf(id), token: access_token };
};

export const registerTwo = (): Promise<[Person, Person]> => Promise.all([register('ann'), register('ben')]);

export const send = (from: Person, body: object, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> =>
  http('POST', '/api/messages/send', { token: from.token, body, headers }, 0);

/** `query` as the path ends with it, e.g. `?limit=2`. */
export const historyOf = (viewer: Person, otherId: string, query = ''): Promise<HttpAnswer> =>
  http('GET', `/api/messages/${otherId}${query}`, { token: viewer.token }, 1);

export const connect = ({ token }: Person, gateway: number): Promise<IoClient> => IoClient.open('/', { token }, gateway);

/** An id of the right shape that nobody has. */
export const strangerId = 'a'.repeat(24);

export const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
export const objectId = /^[0-9a-f]{24}$/;
