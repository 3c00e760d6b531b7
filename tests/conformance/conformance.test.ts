// The official MCP conformance suite against the MCP Worker as it is deployed. Most of its scenarios call fixture
// tools by name, which a product does not have; those stand in the files of expected failures, and nothing else does.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { freePorts } from '#dev/serve/ports.ts';
import { signedInToken } from '../integration/mcp-sign-in.ts';
import { aPerson, type RunningMcpWorker, startMcpWorker } from '../integration/mcp-worker.ts';
import { startProxy } from './proxy.ts';
import { type Check, runSuite } from './suite.ts';

/** Scenarios that say something about this server, with how many checks each has; all of them pass. */
const SCENARIOS = {
  '2026-07-28': {
    'tools-list': 4,
    'resources-list': 2,
    'prompts-list': 2,
    'sep-2164-resource-not-found': 4,
    'dns-rebinding-protection': 2,
    caching: 8,
    'http-header-validation': 14,
    'server-sse-multiple-streams': 1,
    'input-required-result-missing-input-response': 1,
    'input-required-result-unsupported-methods': 2,
    'input-required-result-ignore-extra-params': 1,
    'input-required-result-validate-input': 3,
  },
  '2025-11-25': {
    'server-initialize': 2,
    'logging-set-level': 2,
    ping: 2,
    'tools-list': 3,
    'resources-list': 2,
    'prompts-list': 2,
    'dns-rebinding-protection': 2,
  },
} as const;

/** Of `server-stateless`; some names stand for several cases. The four others need fixture tools. */
const STATELESS = {
  'sep-2575-request-meta-invalid-missing-meta': 1,
  'sep-2575-request-meta-invalid-missing-protocol-version': 1,
  'sep-2575-request-meta-invalid-missing-client-capabilities': 1,
  'sep-2575-http-server-meta-invalid-400': 3,
  'sep-2575-request-meta-client-info-optional': 1,
  'sep-2575-server-implements-discover': 1,
  'sep-2575-server-identifies-in-result-meta': 1,
  'sep-2575-server-declares-prompts-in-discover': 1,
  'sep-2575-discover-capabilities-match-handlers': 1,
  'sep-2575-server-unsupported-version-error': 1,
  'sep-2575-http-server-unsupported-version-400': 1,
  'sep-2575-http-server-header-mismatch-400': 1,
  'sep-2575-http-server-method-not-found-404-initialize': 1,
  'sep-2575-http-server-method-not-found-404-ping': 1,
  'sep-2575-http-server-method-not-found-404-logging-setlevel': 1,
  'sep-2575-http-server-method-not-found-404-resources-subscribe': 1,
  'sep-2575-http-server-method-not-found-404-resources-unsubscribe': 1,
  'sep-2575-http-server-method-not-found-404': 1,
  'sep-2575-server-sends-subscription-ack': 1,
  'sep-2575-server-tags-subscription-id': 1,
  'sep-2575-server-honors-notification-filter': 1,
  'sep-2575-http-server-error-jsonrpc-id': 1,
};

/** The suite takes a warning for a failure: this one misses a session, and the server is stateless. */
const WARNED: Record<string, string[]> = {
  '2026-07-28': [],
  '2025-11-25': ['server-sse-multiple-streams'],
};

let worker: RunningMcpWorker;
beforeAll(async () => {
  worker = await startMcpWorker({ url: inject('databaseUrl'), endpoint: inject('neonEndpoint') });
});
afterAll(() => worker.close());

const passed = (checks: Check[] | undefined): Check[] =>
  (checks ?? []).filter(({ status }) => status === 'SUCCESS');

for (const revision of ['2026-07-28', '2025-11-25'] as const) {
  test(`revision ${revision}: all passes but what needs fixture tools`, { timeout: 120_000 }, async () => {
    const proxy = await startProxy(worker.url);
    onTestFinished(proxy.close);
    // The proxy's own address is the resource that the token is for.
    proxy.token = await signedInToken(proxy.url, worker.db);
    const expected = `tests/conformance/expected-failures-${revision}.yaml`;
    const args = ['--requirements', revision, '--timeout', '30000', '--expected-failures', expected];
    const { code, output, scenarios } = await runSuite(['server', '--url', proxy.url.href, ...args]);
    const warned = WARNED[revision] ?? [];
    const unexpected = output.split('Unexpected failures (not in baseline):')[1] ?? '';
    expect([...unexpected.matchAll(/✗ (\S+)/g)].map(([, name]) => name)).toEqual(warned);
    expect(code, output).toBe(warned.length === 0 ? 0 : 1);
    for (const name of warned) {
      expect(scenarios.get(name)?.map(({ status }) => status)).toEqual(['WARNING']);
    }
    for (const [name, checks] of Object.entries(SCENARIOS[revision])) {
      const found = scenarios.get(name);
      expect(found?.map(({ status }) => status)).not.toContain('FAILURE');
      expect(passed(found), name).toHaveLength(checks);
    }
    if (revision === '2026-07-28') {
      const ids = passed(scenarios.get('server-stateless')).map(({ id }) => id);
      expect(ids).toHaveLength(24);
      const counts = ids.map((id) => [id, ids.filter((other) => other === id).length]);
      expect(Object.fromEntries(counts)).toEqual(STATELESS);
    }
  });

  test(`revision ${revision}: every failure that is expected asks for a fixture by name`, () => {
    const file = readFileSync(`tests/conformance/expected-failures-${revision}.yaml`, 'utf8');
    expect(file.match(/^#.*$/gm)).toHaveLength(1);
    expect(file).toMatch(/^# needs fixture tools/);
    const excused = [...file.matchAll(/^ {2}- ([\w-]+)$/gm)].map((match) => match[1]);
    expect(excused.filter((name) => name !== undefined && name in SCENARIOS[revision])).toEqual([]);
  });
}

test('without a token every request of the suite is 401 and names the metadata', {
  timeout: 120_000,
}, async () => {
  const challenges: (string | null)[] = [];
  const statuses = new Set<number>();
  const ask = async (body: object, headers: Record<string, string>) => {
    const response = await fetch(worker.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }),
    });
    statuses.add(response.status);
    challenges.push(response.headers.get('www-authenticate'));
    await response.text();
  };
  for (const method of ['initialize', 'server/discover', 'ping', 'tools/list', 'resources/read', 'no/such']) {
    await ask({ method, params: {} }, {});
    await ask({ method, params: {} }, { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method });
  }
  expect([...statuses]).toEqual([401]);
  const metadata = new URL('/.well-known/oauth-protected-resource/mcp', worker.url).href;
  expect(new Set(challenges)).toEqual(
    new Set([`Bearer resource_metadata="${metadata}", scope="tasks:read"`]),
  );

  const proxy = await startProxy(worker.url);
  onTestFinished(proxy.close);
  const bare = await runSuite(['server', '--url', proxy.url.href, '--requirements', '2026-07-28']);
  expect(bare.code).toBe(1);
  for (const name of ['tools-list', 'resources-list', 'prompts-list', 'caching']) {
    const errors = bare.scenarios.get(name)?.flatMap(({ errorMessage = '' }) => errorMessage) ?? [];
    expect(errors.join(' '), name).toMatch(/401|not_authenticated|Not authenticated/);
  }
});

test('both authorization-server scenarios pass, with a scripted person', { timeout: 120_000 }, async () => {
  const [port = 0] = await freePorts(1);
  const person = await aPerson(worker.db);
  const registered = await fetch(new URL('/oauth/register', worker.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Conformance',
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      token_endpoint_auth_method: 'none',
    }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  let answered: Promise<unknown> | undefined;
  const answer = async (authorization: string) => {
    const callback = await person.answer(new URL(authorization), true);
    await (await fetch(callback)).text();
  };
  const { code, output, scenarios } = await runSuite(
    [
      ...['authorization', '--url', worker.url.origin, '--resource', worker.url.href],
      ...['--client-id', client_id, '-p', `${port}`],
    ],
    (said) => {
      const [authorization] = /http:\S+\/authorize\?\S+/.exec(said) ?? [];
      const isListening = said.includes('Callback server started');
      if (authorization && isListening) answered ??= answer(authorization);
    },
  );
  await answered;
  expect(code, output).toBe(0);
  expect(passed(scenarios.get('authorization-server-metadata-endpoint'))).toHaveLength(2);
  expect(passed(scenarios.get('authorization-code-grant'))).toHaveLength(1);
});
