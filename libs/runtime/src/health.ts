import { Injectable } from '@nestjs/common';

export interface CheckResult {
  readonly name: string;
  readonly isUp: boolean;
  readonly latencyMs: number;
  readonly reason?: string;
}

/** A probe answers, or throws with the reason. */
export type Probe = () => Promise<void>;

const probeTimeoutMs = 1_500;

const withTimeout = (probe: Probe): Promise<void> =>
  Promise.race([probe(), new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('timed out')), probeTimeoutMs).unref())]);

/** What this process needs to be usable. Libraries register their probes; readiness asks them all. */
@Injectable()
export class Health {
  private readonly probes = new Map<string, Probe>();
  private draining = false;

  register(name: string, probe: Probe): void {
    this.probes.set(name, probe);
  }

  /** From now on readiness says no, so that nobody sends new work here. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  check(): Promise<readonly CheckResult[]> {
    return Promise.all([...this.probes].map(([name, probe]) => this.run(name, probe)));
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
