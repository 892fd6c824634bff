import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { sampleOf } from './samples.mjs';

/** Components and `labels` came with kustomize 4; kubectl carries it since 1.22. Debian 12's kubectl is older. */
const builders = [
  { command: 'kustomize', version: ['version'], build: ['build'] },
  { command: 'kubectl', version: ['version', '--client'], build: ['kustomize'] },
];

const oldest = 4;

/**
 * The kustomize of this machine; null when there is none that is new enough.
 * @returns {{ command: string, build: string[] } | null}
 */
export function findKustomize() {
  const found = builders.find(({ command, version }) => {
    const { status, stdout } = spawnSync(command, version, { encoding: 'utf8', timeout: 20_000 });
    const major = /(?:Kustomize Version: |^)v?(\d+)\./m.exec(status === 0 ? stdout.replace(/^Client Version.*$/m, '') : '')?.[1];
    return Number(major) >= oldest;
  });
  return found ?? null;
}

/**
 * An overlay's objects. It is built in a copy that has the key files a developer makes by hand.
 * @param {{ command: string, build: string[] }} kustomize
 * @param {string} root
 * @param {string} overlay
 * @returns {object[]}
 */
export function buildOverlay(kustomize, root, overlay) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-k8s-'));
  try {
    cpSync(path.join(root, 'k8s'), folder, { recursive: true });
    writeFileSync(path.join(folder, 'overlays/dev/server-key.env'), `SERVER_KEY=${sampleOf('SERVER_KEY')}\n`);
    writeFileSync(path.join(folder, 'overlays/dev/jwt-private-key.pem'), sampleOf('JWT_PRIVATE_KEY'));
    const yaml = execFileSync(kustomize.command, [...kustomize.build, path.join(folder, 'overlays', overlay)], {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    return parseAllDocuments(yaml).map((document) => document.toJS());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
