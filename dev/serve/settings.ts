// What `npm run dev` was asked for. The environment decides, then .dev.vars, then the defaults.
import { resolve } from 'node:path';
import { checkSecrets } from '#core/auth/secrets.ts';

/** Something the user has to change; the message is the sentence that says what. */
export class Refused extends Error {}

type Variables = Record<string, string | undefined>;

const PORTS = { web: 5173, api: 8787, mcp: 8788, sql: 5488, model: 8790 } as const;
export type Service = keyof typeof PORTS;

export type Settings = {
  ports: Record<Service, number>;
  /** Absolute; null keeps nothing. */
  dataDir: string | null;
  embedded: { postgres: boolean; model: boolean };
  /** Everything given, examples left out; the Workers' variables are among it. */
  given: Record<string, string>;
};

/**
 * @param example The content of .dev.vars.example: its values count as absent, its DATABASE_URL as a mistake.
 * @throws Refused
 */
export function readSettings(environment: Variables, devVars: Variables, example: Variables): Settings {
  const all = { ...devVars, ...dropEmpty(environment) };
  const given = Object.fromEntries(
    Object.entries(dropEmpty(all)).filter(
      ([name, value]) => name !== 'OPENAI_API_KEY' || value !== example[name],
    ),
  );
  if (given.DATABASE_URL && given.DATABASE_URL === example.DATABASE_URL) {
    throw new Refused(
      'DATABASE_URL is still the one of .dev.vars.example. Put in your own, or remove it to use the embedded Postgres.',
    );
  }
  const dataDir = given.DATA_DIR ?? '.data';
  return {
    ports: readPorts(given),
    dataDir: dataDir === ':memory:' ? null : resolve(dataDir),
    embedded: { postgres: !given.DATABASE_URL, model: !given.OPENAI_API_KEY },
    given,
  };
}

/** Name of the variable that moves a service to another port. */
export function portVariable(service: Service): string {
  return `${service.toUpperCase()}_PORT`;
}

function readPorts(given: Variables): Record<Service, number> {
  const ports = { ...PORTS } as Record<Service, number>;
  const owners = new Map<number, string>();
  for (const service of Object.keys(PORTS) as Service[]) {
    const name = portVariable(service);
    const text = given[name];
    if (text !== undefined) ports[service] = Number(text);
    const port = ports[service];
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Refused(`${name} is "${text}"; it must be a port number from 1 to 65535.`);
    }
    const owner = owners.get(port);
    if (owner) throw new Refused(`${owner} and ${name} are both ${port}; set one of them to another port.`);
    owners.set(port, name);
  }
  return ports;
}

/** @throws Refused for a secret with which the Workers would answer 503. */
export function refuseWeakSecrets(secrets: Variables): void {
  const problems = checkSecrets(secrets, false);
  if (problems.length === 0) return;
  throw new Refused(
    `${problems.join('; ')}. Use 32 random bytes (openssl rand -base64 32), ` +
      'or remove it from the environment and from .dev.vars to have one made.',
  );
}

function dropEmpty(variables: Variables): Record<string, string> {
  const entries = Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}
