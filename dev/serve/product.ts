// The whole product as processes: stand-ins, both Workers and the site. `npm run dev` and the browser tests run it.
import { migrate } from '../migrate.ts';
import { EXIT_BROKEN } from '../neon-http.ts';
import { Children } from './children.ts';
import { databaseOf, makeRunDir, type Site, servers, standIns, urlOf } from './programs.ts';
import { answering } from './ready.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

const NAMES: Record<string, string> = {
  sql: 'The embedded Postgres',
  model: 'The local model',
  api: 'The API Worker',
  mcp: 'The MCP Worker',
  web: 'The site',
};

export class Product {
  readonly #settings: Settings;
  readonly #children: Children;
  readonly #runDir = makeRunDir();
  readonly #starting = new AbortController();

  /** @param onFailure Hears a sentence when a part has ended by itself; call `stop` then. */
  constructor(settings: Settings, onFailure: (reason: string) => void) {
    this.#settings = settings;
    this.#children = new Children(this.#runDir, (name, how) => {
      if (name !== 'sql' || how !== `code ${EXIT_BROKEN}`) {
        return onFailure(`${NAMES[name]} ended by itself (${how}), so everything stops.`);
      }
      console.error('The embedded Postgres broke down and starts again.');
      void this.#startDatabase().catch((error: Error) => onFailure(error.message));
    });
  }

  /** Resolves once every part answers; rejects with a sentence when one does not. */
  async start(secrets: Secrets, site: Site): Promise<void> {
    const startServers = async () => {
      for (const part of standIns(this.#settings)) if (part.name !== 'sql') this.#children.start(part);
      const parts = await servers(this.#settings, secrets, this.#runDir, site);
      for (const part of parts) this.#children.start(part);
      await this.#allAnswering();
    };
    await Promise.all([this.#startDatabase(), startServers()]);
    this.#children.showOutput(false);
  }

  /** Ends every process, the database last. */
  async stop(): Promise<void> {
    this.#starting.abort();
    await this.#children.stopAll(['sql', 'model']);
  }

  /** What the parts said while they started is worth reading only when one of them failed. */
  showOutput(): void {
    this.#children.showOutput(true);
  }

  async #startDatabase(): Promise<void> {
    const { embedded, ports } = this.#settings;
    for (const part of standIns(this.#settings)) if (part.name === 'sql') this.#children.start(part);
    if (embedded.postgres) await this.#answering('sql', ports.sql, '/health');
    const { databaseUrl, endpoint } = databaseOf(this.#settings);
    const applied = await migrate(databaseUrl, endpoint).catch((error: Error) => {
      throw new Error(`The database could not be brought up to date. ${error.message}`, { cause: error });
    });
    if (applied.length > 0) console.log(`Applied ${applied.join(', ')}.`);
  }

  async #allAnswering(): Promise<void> {
    const { embedded, ports } = this.#settings;
    const { web, api, mcp } = ports;
    await Promise.all([
      this.#answering('web', web, '/'),
      this.#answering('api', api, '/health'),
      this.#answering('mcp', mcp, '/mcp'),
      ...(embedded.model ? [this.#answering('model', ports.model, '/v1/models')] : []),
    ]);
    await this.#answering('web', web, '/api/auth/me');
  }

  #answering(name: string, port: number, path: string): Promise<void> {
    return answering(NAMES[name] ?? name, urlOf(port) + path, this.#starting.signal);
  }
}
