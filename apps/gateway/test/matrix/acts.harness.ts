import { http, uniqueName, type Json } from '@parley/testing';
import { password, type Somebody } from './actors.harness.js';

/** Something that must succeed for a row to have anything to look at. */
export const act = async ({ token }: Somebody, method: string, path: string, body: object): Promise<Json> => {
  const answer = await http(method, path, { token, body }, 0);
  if (answer.status >= 300 && answer.status !== 409) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** What a registration asks for in the dialects that know usernames. */
export const registration = (stem: string) => {
  const username = uniqueName(stem);
  return { username, email: `${username}@example.org`, password };
};
