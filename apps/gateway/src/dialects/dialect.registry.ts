import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Dialect as DialectName } from '@parley/contracts';
import type { FrameRule } from '../edge/rate-rule.js';
import type { NameConversation } from '../realtime/conversation-naming.js';
import type { NativeProtocol } from '../realtime/native-protocol.js';
import type { EventPresenter } from '../realtime/present-event.js';
import type { SignalPresenter } from '../realtime/present-signal.js';
import type { Handshake, SocketIoProtocol } from '../realtime/socket-io-protocol.js';
import type { Viewer } from '../session/viewer.js';
import type { Dialect } from './dialect.js';
import { dialectOfRequest } from './port-map.js';

/** Injection token of the list of dialects. */
export const DIALECTS = Symbol('dialects');

export interface Native {
  readonly dialect: DialectName;
  readonly protocol: NativeProtocol;
}

export interface SocketIo {
  readonly dialect: DialectName;
  readonly protocol: SocketIoProtocol;
}

/** Request, socket or event → dialects. The only place that chooses between them. */
@Injectable()
export class DialectRegistry {
  private natives: readonly Native[] | null = null;
  private socketIos: readonly SocketIo[] | null = null;
  private readonly presenters = new Map<string, { readonly dialect: DialectName; readonly presenter: EventPresenter }[]>();

  constructor(
    @Inject(DIALECTS) private readonly dialects: readonly Dialect[],
    private readonly modules: ModuleRef,
  ) {
    for (const { name, presenters } of dialects) {
      for (const presenter of presenters) {
        this.presenters.set(presenter.subject, [...this.presentersOf(presenter.subject), { dialect: name, presenter }]);
      }
    }
  }

  ofRequest(method: string, path: string): Dialect {
    const name = dialectOfRequest(method, path);
    const found = this.dialects.find((dialect) => dialect.name === name);
    if (found === undefined) throw new Error(`the dialect ${name} is not mounted`);
    return found;
  }

  namingOf(name: DialectName): NameConversation {
    return this.dialects.find((dialect) => dialect.name === name)?.nameConversation ?? (() => null);
  }

  frameRulesOf(name: DialectName): readonly FrameRule[] {
    return this.dialects.find((dialect) => dialect.name === name)?.frameRules ?? [];
  }

  presentersOf(subject: string): readonly { readonly dialect: DialectName; readonly presenter: EventPresenter }[] {
    return this.presenters.get(subject) ?? [];
  }

  signalPresentersOf(subject: string): readonly { readonly dialect: DialectName; readonly presenter: SignalPresenter }[] {
    return this.dialects.flatMap(({ name, signalPresenters }) =>
      signalPresenters.filter((presenter) => presenter.subject === subject).map((presenter) => ({ dialect: name, presenter })),
    );
  }

  isSocketPath(path: string): boolean {
    return this.native().some(({ protocol }) => protocol.paths.test(path));
  }

  allowsLateAuth(path: string): boolean {
    return this.native().some(({ protocol }) => protocol.paths.test(path) && protocol.allowsLateAuth(path));
  }

  nativeFor(path: string, viewer: Viewer | null): Native {
    const found = this.native().find(({ protocol }) => protocol.paths.test(path) && protocol.accepts(path, viewer));
    if (found === undefined) throw new Error(`no dialect takes a socket on ${path}`);
    return found;
  }

  /** On `/ws` a token of a third dialect leaves the choice to the client's first frame: a colon means ConnectBest (C04). */
  nativeByFrame(path: string, viewer: Viewer | null, text: string): Native | null {
    if (path !== '/ws' || viewer === null || viewer.dialect === 'connectbest' || viewer.dialect === 'chatrooms') return null;
    const isConnectBest = /"event"\s*:\s*"[a-z-]+:/.test(text);
    return this.native().find(({ dialect }) => dialect === (isConnectBest ? 'connectbest' : 'chatrooms')) ?? null;
  }

  socketIoNamespaces(): readonly string[] {
    return [...new Set(this.socketIo().flatMap(({ protocol }) => protocol.namespaces))];
  }

  socketIoFor(handshake: Handshake): SocketIo | null {
    return this.socketIo().find(({ protocol }) => protocol.namespaces.includes(handshake.namespace) && protocol.accepts(handshake)) ?? null;
  }

  private native(): readonly Native[] {
    this.natives ??= this.dialects.flatMap(({ name, native }) =>
      native === null ? [] : [{ dialect: name, protocol: this.modules.get(native, { strict: false }) }],
    );
    return this.natives;
  }

  private socketIo(): readonly SocketIo[] {
    this.socketIos ??= this.dialects.flatMap(({ name, socketIo }) =>
      socketIo === null ? [] : [{ dialect: name, protocol: this.modules.get(socketIo, { strict: false }) }],
    );
    return this.socketIos;
  }
}
