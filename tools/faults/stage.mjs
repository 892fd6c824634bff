import { streamReport } from '../cli/report.mjs';
import { castOf, gatherPeople } from './cast.mjs';
import { Victim } from './fleet.mjs';

/** People are signed up anew after so many runs: before their tokens end and their lists of conversations grow long. */
const runsPerPeople = 15;
/** A run that takes longer hangs. */
const limitMs = 15 * 60_000;

/** A fleet and the people on it, kept from run to run; conversations are new in each. */
export class Stage {
  /** @type {Victim | undefined} */
  #victim;
  /** @type {import('./person.mjs').Person[]} */
  #people = [];
  #runs = 0;

  /**
   * @param {string} root
   * @param {{ users: number, conversations: number }} sizes
   * @param {Record<string, string>} [roots] where the build of an app is when it is another than the checkout's
   */
  constructor(root, sizes, roots) {
    this.root = root;
    this.sizes = sizes;
    this.roots = roots;
  }

  /**
   * @template T
   * @param {(victim: Victim, cast: object) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async run(work) {
    const victim = await this.#fleet();
    if (this.#runs++ % runsPerPeople === 0) await this.#gather(victim);
    let timer;
    const limit = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`it hung for ${limitMs / 1_000} s`)), limitMs)));
    try {
      return await Promise.race([castOf(this.#people, this.sizes.conversations).then((cast) => work(victim, cast)), limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The same for what brings its own people, and takes as long as it takes.
   * @template T
   * @param {(victim: Victim) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async alone(work) {
    return work(await this.#fleet());
  }

  /** Everybody leaves, and the fleet ends. */
  async clear() {
    this.#dismiss();
    this.#runs = 0;
    await this.#victim?.stop();
    this.#victim = undefined;
  }

  async #fleet() {
    this.#victim ??= await Victim.start({ root: this.root, roots: this.roots, report: streamReport(process.stdout) });
    return this.#victim;
  }

  async #gather({ urls }) {
    this.#dismiss();
    this.#people = await gatherPeople({ urls, users: this.sizes.users });
  }

  #dismiss() {
    for (const person of this.#people) person.leave();
    this.#people = [];
  }
}
