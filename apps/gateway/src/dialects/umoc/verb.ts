import type { Viewer } from '../../session/viewer.js';

/** The event a client hears for one of its own; an acknowledgement callback gets the payload as well (A-UM-32). */
export interface Reply {
  readonly event: string;
  readonly data: object;
  /** It reaches every member by the live path, this client included, and is not said twice. */
  readonly isBroadcast: boolean;
}

export const replyOf = (event: string, data: object): Reply => ({ event, data, isBroadcast: false });

/** What a client may ask for, by event name. @throws {AppError} answered as the event `error` */
export type Verbs = Readonly<Record<string, (viewer: Viewer, data: unknown) => Promise<Reply>>>;

/** Nothing to say: a callback gets an empty object. */
export const noReply: Reply = { event: '', data: {}, isBroadcast: true };
