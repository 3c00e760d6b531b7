import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChatKitError } from './errors.ts';
import { type Chat, chat, ownerOf, type User } from './testing/chat.ts';
import { collect } from './testing/collect.ts';
import { STORES } from './testing/memory-store.ts';
import { add, assistant, create, done, retry } from './testing/script.ts';

const SECRET = 'postgres://user:hunter2@10.0.0.1/db';

/** One good request of nearly every type, some of them refused by this server. */
function goodBodies(thread_id: string, item_id: string): unknown[] {
  const action = { type: 'x', payload: { a: [1, null] } };
  return [
    create('Hello', { quoted_text: 'x', inference_options: { model: 'm', tool_choice: { id: 't' } } }),
    add(thread_id, 'More', { content: [{ type: 'input_tag', id: 'i', text: 'Ann', data: {} }] }),
    retry(thread_id, item_id),
    { type: 'threads.list', params: { limit: 2, order: 'asc', after: thread_id } },
    { type: 'items.list', params: { thread_id, limit: 2, order: 'asc', after: item_id } },
    { type: 'threads.get_by_id', params: { thread_id } },
    { type: 'threads.update', params: { thread_id, title: 'Title' } },
    { type: 'threads.stop', params: { thread_id, turn_id: 'turn' } },
    { type: 'threads.custom_action', params: { thread_id, item_id, action } },
    { type: 'threads.add_client_tool_output', params: { thread_id, result: { a: [null] } } },
    { type: 'threads.add_structured_input', params: { thread_id, item_id, input: { answers: {} } } },
    { type: 'items.feedback', params: { thread_id, item_ids: [item_id], kind: 'positive' } },
    { type: 'threads.sync_custom_action', params: { thread_id, action } },
    { type: 'attachments.create', params: { name: 'n', size: 1, mime_type: 'm' } },
    { type: 'attachments.delete', params: { attachment_id: item_id } },
    { type: 'input.transcribe', params: { audio_base64: 'aGk=', mime_type: 'audio/webm' } },
  ];
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    '__proto__',
    '',
    '\u0000',
    -1,
    1e9,
    2.5,
    null,
    [],
    {},
    { __proto__: null, type: 'x' },
  ),
);

/** Replaces, removes or adds something at a place that `at` chooses. */
function mutate(body: unknown, at: number, change: unknown): unknown {
  if (typeof body !== 'object' || body === null) return change;
  const copy = (Array.isArray(body) ? [...body] : { ...body }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[at % (keys.length + 1)];
  if (key === undefined) copy.extra = change;
  else if (at % 3 === 0) delete copy[key];
  else copy[key] = mutate(copy[key], Math.floor(at / 7), change);
  return copy;
}

async function state({ store, user }: Chat): Promise<unknown> {
  const { data } = await store.loadThreads({ limit: 1_000, order: 'asc' }, user);
  const items = data.map(({ id }) => store.loadThreadItems(id, { limit: 1_000, order: 'asc' }, user));
  return [data, await Promise.all(items)];
}

type Outcome = {
  status?: number;
  code?: string;
  changed: boolean;
  leaked: boolean;
  last?: string | undefined;
};

async function ask(made: Chat, body: unknown): Promise<Outcome> {
  const before = JSON.stringify(await state(made));
  try {
    const answer = await made.server.process(body, made.user);
    const told = answer.kind === 'stream' ? await collect(answer.events) : [];
    const leaked = JSON.stringify([told, answer]).includes('hunter2');
    return { changed: true, leaked, last: told.at(-1)?.type };
  } catch (error) {
    const { status, code } = error instanceof ChatKitError ? error : { status: 500, code: String(error) };
    const changed = JSON.stringify(await state(made)) !== before;
    return { status, code, changed, leaked: String(error).includes('hunter2') };
  }
}

function isProper({ status, changed, leaked, last }: Outcome): boolean {
  if (leaked) return false;
  if (status !== undefined) return status >= 400 && status < 500 && !changed;
  return last === undefined || last === 'error';
}

test.each(STORES)(
  'any mutated request is answered or refused with a 4xx, and a refused one leaves no state (%s)',
  async (_, Kind) => {
    const made = chat({
      store: new Kind<User>(ownerOf),
      actions: { sync: () => undefined },
      transcribe: ({ media_type }) => media_type,
      async *respond({ thread, newItem }) {
        yield done(assistant(newItem('message').id, thread.id, 'Answer'));
        throw new Error(SECRET);
      },
    });
    const threadId = await made.thread();
    const bodies = goodBodies(threadId, (await made.items(threadId))[0]?.id ?? '');
    const someBody = fc
      .tuple(fc.constantFrom(...bodies), fc.nat(1_000), junk, fc.boolean())
      .map(([body, at, change, asText]) => {
        const mutated = mutate(body, at, change);
        return asText ? JSON.stringify(mutated) : mutated;
      });
    const codes = new Set<string | undefined>();
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: someBody }, junk), async (body) => {
        const outcome = await ask(made, body);
        codes.add(outcome.code);
        expect(outcome).toSatisfy(isProper);
      }),
      { numRuns: 500 },
    );
    expect([...codes]).toEqual(expect.arrayContaining([undefined, 'invalid_request']));
  },
);

test('the refusal of a request says where it is wrong and not what it said', async () => {
  const { server, user } = chat();
  const body = { type: 'threads.list', params: { limit: SECRET } };
  const error = await server.process(body, user).catch((reason: unknown) => reason);
  expect((error as ChatKitError).body()).toEqual({
    detail: 'The request does not follow the ChatKit protocol',
    code: 'invalid_request',
    errors: [{ path: ['params', 'limit'], message: expect.not.stringContaining('hunter2') }],
  });
});

test('a request nested thousands of levels deep is refused like any other bad one', async () => {
  const { server, user } = chat();
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const body = `{"type":"threads.add_client_tool_output","params":{"thread_id":"t","result":${deep}}}`;
  await expect(server.process(body, user)).rejects.toMatchObject({
    status: 400,
    code: 'invalid_request',
  });
});
