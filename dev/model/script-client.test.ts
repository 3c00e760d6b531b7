import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, fallSilent, refuse, say, script, start, waitAt } from './script-client.ts';
import { type ModelServer, startModel } from './server.ts';

let model: ModelServer;
beforeAll(async () => {
  model = await startModel({ port: 0, deltaMs: 0 });
});
afterAll(() => model.close());

function ask(
  input: unknown,
  { signal, stream = true }: { signal?: AbortSignal; stream?: boolean } = {},
): Promise<Response> {
  return fetch(`${model.url}/responses`, {
    method: 'POST',
    headers: { authorization: 'Bearer local' },
    body: JSON.stringify({ model: 'm', input, stream }),
    ...(signal && { signal }),
  });
}

/** Reads until `text` has come, and gives everything read so far. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  const decoder = new TextDecoder();
  let seen = '';
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) return seen;
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!response.body) throw new Error('The answer has no body');
  return response.body.getReader();
}

test('the model sends nothing past a gate until the test opens it', async () => {
  const { mark, reached, open, requests } = await script(model.url, [
    [say('before'), waitAt('middle'), say('after')],
  ]);
  const reader = readerOf(await ask(mark));
  const first = await readUntil(reader, 'before');
  await reached('middle');
  expect((await requests())[0]).toMatchObject({ deltas: 1, state: 'answering' });
  await open('middle');
  const rest = await readUntil(reader, 'response.completed');
  expect(first).not.toContain('after');
  expect(rest).toContain('after');
});

test('a gate that was opened early holds nobody, and still tells that it was reached', async () => {
  const { mark, reached, open } = await script(model.url, [[waitAt('early'), say('through')]]);
  await open('early');
  expect(await (await ask(mark)).text()).toContain('through');
  await reached('early');
});

test('gates of two scripts with one name do not meet', async () => {
  const one = await script(model.url, [[say('one'), waitAt('same')]]);
  const other = await script(model.url, [[waitAt('same'), say('other')]]);
  const reader = readerOf(await ask(one.mark));
  await other.open('same');
  expect(await (await ask(other.mark)).text()).toContain('other');
  await one.reached('same');
  expect((await one.requests())[0]?.state).toBe('answering');
  await reader.cancel();
});

test('a client that leaves is seen to have left, and after which delta', async () => {
  const { mark, ended } = await script(model.url, [[say('a', 'b', 'c'), waitAt('never'), say('d')]]);
  const controller = new AbortController();
  const reader = readerOf(await ask(mark, { signal: controller.signal }));
  await readUntil(reader, '"delta":"c"');
  controller.abort();
  expect(await ended()).toMatchObject({ deltas: 3, state: 'client_gone' });
});

test('silence lasts until the client goes, with or without the beginning of an answer', async () => {
  const steps = [
    [start(), fallSilent()],
    [waitAt('asked'), fallSilent()],
  ];
  const { mark, reached, open, ended } = await script(model.url, steps);
  const begun = readerOf(await ask(mark));
  expect(await readUntil(begun, 'response.in_progress')).not.toContain('delta');
  await begun.cancel();
  expect(await ended(0)).toMatchObject({ deltas: 0, state: 'client_gone' });

  const controller = new AbortController();
  const asked = ask(mark, { signal: controller.signal }).catch(() => 'gave up');
  await reached('asked');
  await open('asked');
  controller.abort();
  expect(await asked).toBe('gave up');
  expect(await ended(1)).toMatchObject({ state: 'client_gone' });
});

test('a refusal has its status, its code and Retry-After', async () => {
  const { mark, ended } = await script(model.url, [
    [refuse(429, { code: 'rate_limit_exceeded', retryAfterSeconds: 2 })],
  ]);
  const response = await ask(mark);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await response.json()).toMatchObject({
    error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  });
  expect(await ended()).toMatchObject({ state: 'refused', deltas: 0 });
});

test('a call more than the script has steps is refused', async () => {
  const { mark } = await script(model.url, [[say('only')]]);
  await (await ask(mark)).text();
  const response = await ask(mark);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { message: 'The script has 1 steps; this is call 2.' },
  });
});

test('the calls of one turn take one step each, and their bodies can be read afterwards', async () => {
  const { mark, requests } = await script(model.url, [
    [call('add_task', { title: 'A' }, 'c1')],
    [say('done')],
  ]);
  const user = { role: 'user', content: `hello ${mark}` };
  const made = { type: 'function_call', call_id: 'c1', name: 'add_task', arguments: '{"title":"A"}' };
  const result = { type: 'function_call_output', call_id: 'c1', output: '{}' };
  expect(await (await ask([user], { stream: false })).json()).toMatchObject({ output: [{ call_id: 'c1' }] });
  await (await ask([user, made, result], { stream: false })).json();
  expect((await requests()).map(({ body }) => body.input)).toEqual([[user], [user, made, result]]);
});

test('the mark of an earlier message no longer counts', async () => {
  const { mark, requests } = await script(model.url, [[say('scripted')]]);
  const input = [
    { role: 'user', content: mark },
    { role: 'assistant', content: 'scripted' },
    { role: 'user', content: 'thanks' },
  ];
  expect(await (await ask(input)).text()).toContain('welcome');
  expect(await requests()).toEqual([]);
});

test('a step with an unknown action is refused when it is registered', async () => {
  const steps = [[{ do: 'dance' }]];
  const init = { method: 'POST', body: JSON.stringify({ steps }) };
  expect((await fetch(new URL('/test/scripts', model.url), init)).status).toBe(400);
});

test('closing the server ends what is still open', async () => {
  const own = await startModel({ port: 0 });
  const { mark, reached } = await script(own.url, [[say('a'), waitAt('never')]]);
  const body = JSON.stringify({ model: 'm', input: mark, stream: true });
  const response = await fetch(`${own.url}/responses`, {
    method: 'POST',
    headers: { authorization: 'Bearer local' },
    body,
  });
  await reached('never');
  await own.close();
  await expect(response.text()).rejects.toThrow();
});
