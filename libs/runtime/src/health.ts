import { Injectable } from '@nestjs/common';

export interface CheckResult {
  readonly name: string;
  readonly isUp: boolean;
  readonly latencyMs: number;
  readonly reason?: string;
}

export interface ProbeOptions {
  /** Whether the process is of no use without it. What is not critical is shown, and stops nobody. */
  readonly isCritical: boolean;
}

export type CheckedProbe = CheckResult & ProbeOptions;

/** A probe answers, or throws with the reason. */
export type Probe = () => Promise<void>;

const probeTimeoutMs = 1_500;

const withTimeout = (probe: Probe): Promise<void> =>
  Promise.race([probe(), new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('timed out')), probeTimeoutMs).unref())]);

/** Whether new work may come, and what is down, critical or not. */
export const readinessOf = (checks: readonly CheckedProbe[]): { readonly isReady: boolean; readonly reason: string } => {
  const down = checks.filter(({ isUp }) => !isUp);
  return {
    isReady: down.every(({ isCritical }) => !isCritical),
    reason: down.map(({ name, reason }) => `${name}: ${reason ?? 'down'}`).join('; '),
  };
};

/** What this process needs to be usable, and what it can do without. Libraries register their probes; readiness asks them all. */
@Injectable()
export class Health {
  private readonly probes = new Map<string, ProbeOptions & { readonly ask: Probe }>();
  private draining = false;

  /** Critical unless told. */
  register(name: string, ask: Probe, options?: ProbeOptions): void {
    this.probes.set(name, { ask, isCritical: options?.isCritical ?? true });
  }

  /** From now on readiness says no, so that nobody sends new work here. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  check(): Promise<readonly CheckedProbe[]> {
    return Promise.all([...this.probes].map(async ([name, { ask, isCritical }]) => ({ ...(await this.run(name, ask)), isCritical })));
  }

  private async run(name: string, probe: Probe): Promise<CheckResult> {
    const start = performance.now();
    const latency = () => Math.round(performance.now() - start);
    try {
      await withTimeout(probe);
      return { name, isUp: true, latencyMs: latency() };
    } catch (error) {
      return { name, isUp: false, latencyMs: latency(), reason: (error as Error).message };
    }
  }
}
