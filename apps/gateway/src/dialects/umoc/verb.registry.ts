import { Inject, Injectable } from '@nestjs/common';
import type { Verbs } from './verb.js';

/** Injection token of the features that answer events. */
export const VERB_SOURCES = Symbol('verb sources');

export interface VerbSource {
  readonly verbs: Verbs;
}

/** Every event a client may send, whichever feature answers it. */
@Injectable()
export class VerbRegistry {
  private readonly verbs: ReadonlyMap<string, Verbs[string]>;

  constructor(@Inject(VERB_SOURCES) sources: readonly VerbSource[]) {
    this.verbs = new Map(sources.flatMap(({ verbs }) => Object.entries(verbs)));
  }

  find(event: string): Verbs[string] | undefined {
    return this.verbs.get(event);
  }
}
