import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { FileId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Gauge } from 'prom-client';
import { DoomedRepository } from '../storage/doomed.repository.js';
import { ObjectStore, type KeptObject } from '../storage/store.port.js';
import { idOfKey, keyOf } from './file.entity.js';
import { FileRepository } from './file.repository.js';

const dayMs = 86_400_000;
/** Younger objects may belong to an upload that is under way. */
const graceMs = 3_600_000;
const batch = 500;

export interface Reconciliation {
  /** Objects of no file: doomed. */
  readonly orphans: number;
  /** Files without their object. They answer 404; nothing can bring them back. */
  readonly lost: readonly FileId[];
}

const differences = new Gauge({
  name: 'parley_file_reconciliation',
  help: 'What the last comparison of table and store found',
  labelNames: ['found'],
});

/** Compares table and store: what the store has beyond the table goes, what it lacks is reported. Safe beside itself. */
@Injectable()
export class ReconcileStorage {
  private readonly logger = new Logger(ReconcileStorage.name);

  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly files: FileRepository,
    private readonly doomed: DoomedRepository,
  ) {}

  @Interval(dayMs)
  async daily(): Promise<void> {
    await this.execute(new Date(Date.now() - graceMs)).catch((error: Error) => this.logger.warn(`not reconciled: ${error.message}`));
  }

  /** Looks at objects and files from before a time. */
  async execute(before: Date): Promise<Reconciliation> {
    const seen = new Set<FileId>();
    let orphans = 0;
    let old: KeptObject[] = [];
    const judge = async (): Promise<void> => {
      orphans += await this.doom(old);
      old = [];
    };
    for await (const object of this.store.list()) {
      const id = idOfKey(object.key);
      if (id !== null && object.key === keyOf(id, 'original')) seen.add(id);
      if (object.changedAt < before) old.push(object);
      if (old.length === batch) await judge();
    }
    await judge();
    const lost = await this.lost(seen, before);
    this.report(orphans, lost);
    return { orphans, lost };
  }

  private async doom(objects: readonly KeptObject[]): Promise<number> {
    const ids = objects.flatMap(({ key }) => idOfKey(key) ?? []);
    const unknown = await this.files.unknownOf(this.database, [...new Set(ids)]);
    const keys = objects.flatMap(({ key }) => {
      const id = idOfKey(key);
      return id === null || unknown.has(id) ? [key] : [];
    });
    if (keys.length > 0) await this.doomed.add(this.database, keys);
    return keys.length;
  }

  private async lost(seen: ReadonlySet<FileId>, before: Date): Promise<readonly FileId[]> {
    const lost: FileId[] = [];
    let after: FileId | null = null;
    for (;;) {
      const ids: readonly FileId[] = await this.files.storedBefore(this.database, { before, after, limit: batch });
      lost.push(...ids.filter((id) => !seen.has(id)));
      after = ids.at(-1) ?? null;
      if (ids.length < batch) return lost;
    }
  }

  private report(orphans: number, lost: readonly FileId[]): void {
    differences.set({ found: 'orphans' }, orphans);
    differences.set({ found: 'lost' }, lost.length);
    if (orphans > 0) this.logger.warn(`${orphans} objects belonged to no file and are removed`);
    if (lost.length > 0) this.logger.error(`${lost.length} files have lost their bytes: ${lost.slice(0, 20).join(', ')}`);
  }
}
