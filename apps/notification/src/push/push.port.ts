import { type Carrier } from '../carrier/carrier.port.js';
import type { notification } from '@parley/contracts';

/** What an app needs to open the right screen; blank where there is nothing to name. All text: FCM carries nothing else. */
export interface PushData {
  readonly notification_id: string;
  readonly type: string;
  readonly conversation_id: string;
  readonly message_id: string;
  readonly sound: 'on' | 'off';
}

/** A push that was not taken within a day is sent no more; nor do providers keep it longer for a device that is off. */
export const pushLifetimeSeconds = 86_400;

/** A device shows one entry for a conversation, the newest: stale ones are replaced, not heaped. At most 64 bytes, as APNs asks. */
export const collapseKeyOf = ({ conversation_id: room = '', notification_id: own = '' }: Readonly<Record<string, string>> = {}): string =>
  room === '' ? own : room;

/** Whatever reaches the devices of each platform; a letter is addressed to a row of `device`, its `data` is `PushData`. */
export abstract class PushCarriers {
  abstract readonly byPlatform: Readonly<Record<notification.DevicePlatform, Carrier>>;
}
