import { expect, test } from 'vitest';
import { portVariable, Refused, readSettings, refuseWeakSecrets, type Service } from './settings.ts';

const EXAMPLE = { DATABASE_URL: 'postgres://user:password@host/dbname', OPENAI_API_KEY: 'sk-your-key' };
const read = (environment: Record<string, string>, devVars = {}) =>
  readSettings(environment, devVars, EXAMPLE);
const STRONG = { BETTER_AUTH_SECRET: 'a'.repeat(32), MCP_TOKEN_SECRET: 'b'.repeat(32) };

test('with nothing set, Postgres and the model are embedded and the ports are the documented ones', () => {
  const { ports, embedded, dataDir } = read({});
  expect(ports).toEqual({ web: 5173, api: 8787, mcp: 8788, sql: 5488, model: 8790 });
  expect(embedded).toEqual({ postgres: true, model: true });
  expect(dataDir).toBe(`${process.cwd()}/.data`);
});

test('DATABASE_URL and OPENAI_API_KEY replace the stand-ins, from the environment or from .dev.vars', () => {
  const database = 'postgres://me:word@db.example/app';
  expect(read({ DATABASE_URL: database }).embedded).toEqual({ postgres: false, model: true });
  expect(read({}, { OPENAI_API_KEY: 'sk-real' }).embedded).toEqual({ postgres: true, model: false });
});

test('the environment wins over .dev.vars, and an empty value is an absent one', () => {
  expect(read({ API_PORT: '9001' }, { API_PORT: '9002' }).ports.api).toBe(9001);
  expect(read({ API_PORT: '' }, { API_PORT: '9002' }).ports.api).toBe(9002);
  expect(read({ DATABASE_URL: '', OPENAI_API_KEY: '' }).embedded).toEqual({ postgres: true, model: true });
});

test('the example OPENAI_API_KEY counts as absent and the example DATABASE_URL is refused', () => {
  const settings = read({}, { OPENAI_API_KEY: EXAMPLE.OPENAI_API_KEY });
  expect(settings.embedded.model).toBe(true);
  expect(settings.given).not.toHaveProperty('OPENAI_API_KEY');
  expect(() => read({}, { DATABASE_URL: EXAMPLE.DATABASE_URL })).toThrow('DATABASE_URL is still the one of');
});

test('DATA_DIR=:memory: keeps nothing', () => {
  expect(read({ DATA_DIR: ':memory:' }).dataDir).toBeNull();
});

test.each(['web', 'api', 'mcp', 'sql', 'model'] as const)(
  'a bad %s port is refused with its name',
  (service) => {
    const name = portVariable(service satisfies Service);
    for (const bad of ['0', '65536', '80a', '-1', '1.5']) {
      expect(() => read({ [name]: bad })).toThrow(`${name} is "${bad}"`);
    }
  },
);

test('two services on one port are refused with both names', () => {
  expect(() => read({ API_PORT: '8788' })).toThrow('API_PORT and MCP_PORT are both 8788');
});

test('a weak secret is refused with its name and without its value', () => {
  expect(() => refuseWeakSecrets(STRONG)).not.toThrow();
  const weak = () => refuseWeakSecrets({ ...STRONG, MCP_TOKEN_SECRET: 'hunter2' });
  expect(weak).toThrow(Refused);
  expect(weak).toThrow('MCP_TOKEN_SECRET has fewer than 32 bytes');
  expect(weak).not.toThrow('hunter2');
});
