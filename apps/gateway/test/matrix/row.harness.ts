import type { Json } from '@parley/testing';
import type { Actors } from './actors.harness.js';

/** What every operation finds: ann owns a group with ben in it and has written a message; nobody else is in it. */
export interface Scene {
  readonly actors: Actors;
  readonly conversationId: string;
  readonly messageId: string;
  /** What `given` made: its ids, for the path. */
  readonly made: Json;
}

/**
 * One operation and what each actor is answered. Those without a live session need no column: `session` and `pending`
 * routes refuse them all alike, `open` ones do not look at who asks.
 */
export interface Row {
  /** `open`: wants no session; `pending`: takes one that waits for its second factor, too (C18); else a whole session. */
  readonly access?: 'open' | 'pending';
  /** ann, and whoever asks where `access` is open. */
  readonly own: number;
  /** What may come in its place, by what other tests have left behind. */
  readonly orOwn?: number;
  /** cat, who has nothing to do with it; the same for somebody unverified (C17: only ConnectBest's log-in cares). As `own` when absent. */
  readonly other?: number;
  /** As `other` when absent: an admin has rights in the CB admin routes and over channels, nowhere else (C22). */
  readonly admin?: number;
  /** The actor who still owes the second factor, where `access` is pending. */
  readonly waiting?: number;
  /** Instead of the scene's own ids. */
  readonly path?: (scene: Scene) => Readonly<Record<string, string>>;
  /** With its `?`. */
  readonly query?: (scene: Scene) => string;
  /** Made anew for every call. */
  readonly body?: (scene: Scene) => object;
  /** Instead of a body. */
  readonly form?: (scene: Scene) => FormData;
  /** Made by ann before the calls. */
  readonly given?: (scene: Scene) => Promise<Json>;
  /** Undoes the call of somebody whom it was granted. */
  readonly after?: (token: string) => Promise<unknown>;
  /** Ends the session it is called with: each gets one for it. */
  readonly endsSession?: true;
}

/** By `METHOD /url` as the gateway's HTTP server has it. */
export type Rows = Readonly<Record<string, Row>>;
