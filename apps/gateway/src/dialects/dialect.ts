import type { Type } from '@nestjs/common';
import type { AppError, Dialect as DialectName } from '@parley/contracts';
import type { FrameRule, RateRule } from '../edge/rate-rule.js';
import type { NameConversation } from '../realtime/conversation-naming.js';
import type { NativeProtocol } from '../realtime/native-protocol.js';
import type { EventPresenter } from '../realtime/present-event.js';
import type { SignalPresenter } from '../realtime/present-signal.js';
import type { SocketIoProtocol } from '../realtime/socket-io-protocol.js';

/** What the filter knows of the request an error belongs to. */
export interface ErrorContext {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
}

export interface PresentedError {
  readonly status: number;
  readonly body: object;
}

/** One public API: a translation and nothing else. Its module lists the controllers. */
export interface Dialect {
  readonly name: DialectName;
  /** Pure: a table by kind, then by code, then the envelope (C74, C75). */
  presentError(error: AppError, context: ErrorContext): PresentedError;
  /** How many requests of each class a caller may make, most specific first. */
  readonly rateRules: readonly RateRule[];
  /** The same for what its sockets send. */
  readonly frameRules: readonly FrameRule[];
  /** Canonical event → what this dialect's sockets hear. */
  readonly presenters: readonly EventPresenter[];
  /** The same for what is fleeting. */
  readonly signalPresenters: readonly SignalPresenter[];
  /** What a conversation is called in cursors and heads (A-00-14). */
  readonly nameConversation: NameConversation;
  /** Handlers of its sockets, by transport; classes, resolved from the dialect's module. */
  readonly native: Type<NativeProtocol> | null;
  readonly socketIo: Type<SocketIoProtocol> | null;
}
