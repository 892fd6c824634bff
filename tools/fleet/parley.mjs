import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../cli/problem.mjs';
import { databaseName, databasePasswords } from '../database/schemas.mjs';
import { portTrouble } from '../infra/ports.mjs';
import { makePassword } from '../infra/secrets.mjs';
import { Site } from '../infra/site.mjs';
import { together } from '../infra/together.mjs';
import { prepareWorkspace } from '../workspace/prepare-workspace.mjs';
import { fleetKeys } from './keys.mjs';
import { mainOf, serviceProcess } from './service-process.mjs';
import { apps, instances } from './services.mjs';

/**
 * What a process gets for an environment instead: for who puts something between it and a server.
 * @typedef {(name: string, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv} Lead
 *
 * @typedef {object} ParleyOptions
 * @property {string} root the checkout
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('../cli/report.mjs').Report} [report]
 * @property {import('../infra/timings.mjs').Timings} [timings]
 */

/** A whole Parley on this machine: private servers, database, and every service as a process of its own. */
export class Parley {
  /**
   * @param {Required<ParleyOptions> & { lead?: Lead }} options
   * @throws {Problem} when the settings are wrong or the data folder is in use
   */
  constructor({ root, env, report, timings, lead = (_name, env) => env }) {
    this.root = root;
    this.env = env;
    this.report = report;
    this.lead = lead;
    this.instances = instances(env);
    this.site = new Site(env.PARLEY_DATA || path.join(root, '.parley'), { report, timings });
  }

  /** @returns {number[]} the public ports, one per gateway */
  get ports() {
    return this.instances.flatMap(({ port }) => port ?? []);
  }

  /**
   * @returns {Promise<void>} when every service is ready
   * @throws {Problem}
   */
  async start() {
    const { site, env, root, report, lead } = this;
    const secrets = fleetKeys(env, site.secrets);
    await site.endOrphans();
    await this.#requirePorts();
    const workspace = prepareWorkspace({ root, dataDir: site.path, env, signal: site.signal }, report);
    const [, urls] = await together(site.controller, [workspace, site.provision(env)]);
    const databaseUrls = await report.step('database', () => this.#prepareDatabase(urls.postgres));
    site.signal.throwIfAborted();
    await report.step('services', () => this.#startServices({ root, dataDir: site.path, env, urls, databaseUrls, secrets, lead }));
  }

  /** Stops everything in order; also a start that is under way. */
  stop() {
    return this.site.close();
  }

  /** Stops everything at once. */
  force() {
    return this.site.force();
  }

  async #requirePorts() {
    for (const port of this.ports) {
      const trouble = await portTrouble(port);
      if (trouble === null) continue;
      const problem = trouble === 'EADDRINUSE' ? 'is taken by another program' : `cannot be listened on (${trouble})`;
      throw new Problem(`Port ${port} ${problem}; free it, or choose another with PORT, as in PORT=${port + 100} npm start.`);
    }
  }

  /** @param {string} adminUrl */
  async #prepareDatabase(adminUrl) {
    // It needs the pg package, which is not there before the packages are installed.
    const { prepareDatabase } = await import('../database/prepare-database.mjs');
    const passwords = databasePasswords(this.env, (name) => this.site.secrets.get(name, makePassword));
    return prepareDatabase({ adminUrl, database: databaseName(this.env), passwords });
  }

  /** @param {import('./service-process.mjs').FleetSettings} settings */
  async #startServices(settings) {
    const absent = apps.map((app) => mainOf(app, this.root)).find((file) => !existsSync(file));
    if (absent) throw new Problem(`${absent} is missing: npm run build did not make it.`);
    const { services, controller } = this.site;
    await together(
      controller,
      this.instances.map((instance) => services.start(serviceProcess(instance, settings))),
    );
    return `${this.instances.length} processes`;
  }
}
