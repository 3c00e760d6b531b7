import { expect, test, vi } from 'vitest';
import { readRequest } from '#core/grants/requests.ts';
import { aDoor, newUser } from '../testing/door.ts';
import { asked, CALLBACK, expectPage, requestIdOf } from '../testing/sign-in.ts';

const realFetch = globalThis.fetch;
const DOCUMENT = { client_name: 'Documented', redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none' };

/** Answers for the client's own host; everything else goes the usual way. */
function serveDocument(answer: (init?: RequestInit) => Response | Promise<Response>) {
  const asked: string[] = [];
  const stub: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const isOurs = new URL(url).hostname === '127.0.0.1' && url.includes('/sql');
    if (isOurs) return realFetch(input, init);
    asked.push(url);
    return answer(init);
  };
  vi.spyOn(globalThis, 'fetch').mockImplementation(stub);
  return asked;
}

const aDocumentAddress = () => `https://${crypto.randomUUID()}.example/client.json`;

test('a client may be named by its own document, whose host is shown', async () => {
  const door = await aDoor();
  const client_id = aDocumentAddress();
  const fetched = serveDocument(() => Response.json({ ...DOCUMENT, client_id }));
  const response = await asked(door, { client_id });
  expect(await readRequest(await newUser(door), requestIdOf(response))).toMatchObject({
    client_name: 'Documented',
    client_host: new URL(client_id).hostname,
  });
  expect(new Set(fetched)).toEqual(new Set([client_id]));
});

test('O12: an address that could lead inside is refused before anything is fetched', async () => {
  const door = await aDoor();
  const fetched = serveDocument(() => Response.json(DOCUMENT));
  for (const client_id of [
    'http://app.example/x',
    'https://127.0.0.1/x',
    'https://10.0.0.1/x',
    'https://a/x',
  ]) {
    await expectPage(await asked(door, { client_id }));
  }
  expect(fetched).toEqual([]);
});

test('O12: a document that is too large, wrong, moved, late or not there is refused', async () => {
  const door = await aDoor();
  const client_id = aDocumentAddress();
  const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const answers: (() => Response | Promise<Response>)[] = [
    () => Response.json({ ...DOCUMENT, client_id, padding: 'x'.repeat(6_000) }),
    () => Response.json({ ...DOCUMENT, client_id: 'https://other.example/client.json' }),
    () => new Response(null, { status: 302, headers: { location: 'https://10.0.0.1/' } }),
    () => new Response('no', { status: 404 }),
    () => new Response('no json'),
    () => Promise.reject(new DOMException('late', 'AbortError')),
  ];
  for (const answer of answers) {
    const fetched = serveDocument(answer);
    await expectPage(await asked(door, { client_id }));
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.every((url) => url === client_id)).toBe(true);
    expect(said).toHaveBeenCalledOnce();
    said.mockClear();
  }
});
