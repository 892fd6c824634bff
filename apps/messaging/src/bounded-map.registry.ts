/** Remembers at most `capacity` immutable facts; the one remembered first is forgotten first. */
export class BoundedMap<K, V> {
  private readonly facts = new Map<K, V>();

  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    return this.facts.get(key);
  }

  set(key: K, value: V): void {
    if (this.facts.size >= this.capacity && !this.facts.has(key)) {
      for (const oldest of this.facts.keys()) {
        this.facts.delete(oldest);
        break;
      }
    }
    this.facts.set(key, value);
  }
}
