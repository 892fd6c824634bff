import type { Outcome } from '../carrier/carrier.port.js';
import { Breaker } from '../carrier/breaker.js';

/** How a push service has answered so far. */
interface Standing {
  readonly breaker: Breaker;
  underWay: number;
  hasAnswered: boolean;
}

const rules = { limit: Number.POSITIVE_INFINITY, threshold: 3, pauseMs: 30_000 };
/** Pushes under way to one that has never answered: whoever registers addresses that swallow them holds that many sends. */
const newcomerLimit = 2;
/** More than browsers have makers; the one that was met first is forgotten first. */
const maxKnown = 1_000;

/** Of a host the last two labels: whoever owns a domain has any number of hosts in it. */
const ownerOf = (endpoint: string): string => {
  const { hostname } = new URL(endpoint);
  return /^[\d.]+$|^\[/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
};

/** The push services that subscriptions name. A user chose them, so one that is mute or away holds up no other. */
export class PushServices {
  private readonly known = new Map<string, Standing>();

  constructor(private readonly nowMs: () => number) {}

  /** `send` answers what the service said, and throws when it said nothing; it is not called while the service rests. */
  async pass(endpoint: string, send: () => Promise<Outcome>): Promise<Outcome> {
    const owner = ownerOf(endpoint);
    const standing = this.standingOf(owner);
    if (this.mustWait(standing)) return { kind: 'deferred', answer: `${owner} answers too little to be asked now` };
    standing.underWay += 1;
    try {
      const outcome = await send();
      standing.hasAnswered = true;
      standing.breaker.note(true, this.nowMs());
      return outcome;
    } catch (error) {
      standing.breaker.note(false, this.nowMs());
      return { kind: 'deferred', answer: (error as Error).message };
    } finally {
      standing.underWay -= 1;
    }
  }

  private mustWait({ breaker, underWay, hasAnswered }: Standing): boolean {
    return breaker.room(underWay, this.nowMs()) === 0 || (!hasAnswered && underWay >= newcomerLimit);
  }

  private standingOf(owner: string): Standing {
    const known = this.known.get(owner);
    if (known !== undefined) return known;
    const [first] = this.known.keys();
    if (first !== undefined && this.known.size >= maxKnown) this.known.delete(first);
    const standing = { breaker: new Breaker(rules), underWay: 0, hasAnswered: false };
    this.known.set(owner, standing);
    return standing;
  }
}
