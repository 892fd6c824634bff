import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A bug of the kind that the checker is for, as an edit of what was built.
 * @typedef {object} Plant
 * @property {string} name
 * @property {string} file below dist
 * @property {string} find there exactly once
 * @property {string} replace
 * @property {string} fault under which it shows
 * @property {number} rate sends a second
 * @property {readonly string[]} caughtBy the verdicts that must not be empty, one of them at least
 */

/** @type {readonly Plant[]} */
export const plants = [
  {
    name: 'acknowledge before commit',
    file: 'apps/messaging/src/message/store-messages.use-case.js',
    find: 'const appended = await this.transactions.retried(()=>this.messages.append(this.database, drafts));',
    replace: `const appended = await new Promise((answer, fail)=>this.database.source.transaction(async (manager)=>{
            answer(await this.messages.append({ query: ({ text }, parameters)=>manager.query(text, parameters) }, drafts));
            await new Promise((commit)=>setTimeout(commit, 200));
        }).catch(fail));`,
    fault: 'kill messagings',
    rate: 30,
    caughtBy: ['lost'],
  },
  {
    name: 'client keys are not looked at',
    file: 'apps/messaging/src/message/message.repository.js',
    find: 'const { conversationId, clientKey, replyToId, body, attachments, metadata, isThreadReply } = draft;',
    replace: 'const { conversationId, replyToId, body, attachments, metadata, isThreadReply } = draft, clientKey = null;',
    fault: 'none',
    rate: 30,
    caughtBy: ['duplicated'],
  },
  {
    name: 'the relay goes on from the last position',
    file: 'libs/persistence/src/outbox-relay.js',
    find: 'FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT $1',
    replace: `FROM outbox WHERE position > coalesce((SELECT max(position) FROM outbox WHERE published_at IS NOT NULL), 0) ORDER BY position LIMIT $1`,
    fault: 'none',
    rate: 120,
    caughtBy: ['residue', 'derived'],
  },
];

/**
 * The text of a built file with the bug in it.
 * @param {Plant} plant
 * @param {string} text
 * @throws {Error} when what it edits is not there, or not once
 */
export const planted = ({ name, file, find, replace }, text) => {
  const [before, after, ...more] = text.split(find);
  if (after === undefined || more.length > 0) throw new Error(`"${name}" does not apply: ${file} does not have, once, ${find}`);
  return before + replace + after;
};

/** A copy of what was built, with one bug in it. @returns {string} its root */
export const plantInCopy = (plant, { root, into }) => {
  rmSync(into, { recursive: true, force: true });
  cpSync(path.join(root, 'dist'), path.join(into, 'dist'), { recursive: true });
  const file = path.join(into, 'dist', plant.file);
  writeFileSync(file, planted(plant, readFileSync(file, 'utf8')));
  return into;
};
