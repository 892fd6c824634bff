import { Injectable } from '@nestjs/common';

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, (char) => (char === '*' ? '.*' : `\\${char}`)).replace(/:[A-Za-z]+/g, '[^/]+')}/?$`);

/** Every route served, so that a known path with another method answers 405 with `Allow` (A-00-03). */
@Injectable()
export class RouteTable {
  private readonly routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** The wildcard of CORS preflights is no route: with it, no path would be unknown. */
  add(methods: string | readonly string[], url: string): void {
    if (url === '*' || url === '/*') return;
    const known = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of [methods].flat()) known.methods.add(method);
    this.routes.set(url, known);
  }

  /** Methods a path has; empty when it is unknown. */
  methodsOf(path: string): readonly string[] {
    const found = [...this.routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
    return [...new Set(found)].sort();
  }

  /** All routes, for tests that must cover each. */
  all(): readonly { readonly url: string; readonly methods: readonly string[] }[] {
    return [...this.routes].map(([url, { methods }]) => ({ url, methods: [...methods].sort() }));
  }
}
