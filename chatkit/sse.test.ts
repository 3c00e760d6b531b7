import { expect, test } from 'vitest';
import type { ThreadStreamEvent } from './protocol/events.ts';
import { encodeEvent, toEventStream } from './sse.ts';
import { chat } from './testing/chat.ts';
import { collect } from './testing/collect.ts';
import { manualTimer, settled } from './testing/manual-timer.ts';
import { added, assistant, create, delta, done } from './testing/script.ts';

const never = new Promise<never>(() => {});
const notice = (message: string): ThreadStreamEvent => ({ type: 'notice', level: 'info', message });

async function* say(...events: ThreadStreamEvent[]) {
  yield* events;
}

/** The chunks of a body as text, one for each read. */
async function chunks(body: ReadableStream<Uint8Array>): Promise<string[]> {
  const text = new TextDecoder();
  return (await collect(body as unknown as AsyncIterable<Uint8Array>)).map((bytes) => text.decode(bytes));
}

test('U01 a turn is framed byte for byte: data, one line of JSON, an empty line, and no last frame', async () => {
  let count = 0;
  const { open } = chat({
    now: () => new Date('2026-03-01T12:00:00.000Z'),
    ids: {
      thread: () => 'thr_1',
      item: (kind) => `${kind}_${count++}`,
      turn: () => 'turn_1',
    },
    async *respond({ thread, newItem }) {
      yield { type: 'client_effect', name: 'tasks.changed', data: { ids: [], none: null } };
      yield done({ ...assistant('msg_1', thread.id, 'Line one\nLine two'), ...newItem('message') });
      thread.title = 'Greeting';
    },
  });
  const stream = await open(create('Hé "you"'));
  const { body, done: over } = toEventStream(stream.events);
  const item = (id: string) => `"id":"${id}","thread_id":"thr_1","created_at":"2026-03-01T12:00:00.000Z"`;
  const thread = `"created_at":"2026-03-01T12:00:00.000Z","status":{"type":"active"},"metadata":{},"items":{"data":[],"has_more":false}`;
  expect((await chunks(body)).join('')).toBe(
    [
      `data: {"type":"thread.created","thread":{"id":"thr_1",${thread}}}\n\n`,
      `data: {"type":"thread.item.done","item":{"type":"user_message",${item('message_0')},"content":[{"type":"input_text","text":"Hé \\"you\\""}],"attachments":[],"inference_options":{}}}\n\n`,
      'data: {"type":"stream_options","stream_options":{"allow_cancel":true}}\n\n',
      'data: {"type":"client_effect","name":"tasks.changed","data":{"ids":[],"none":null}}\n\n',
      `data: {"type":"thread.item.done","item":{"type":"assistant_message",${item('message_1')},"content":[{"type":"output_text","text":"Line one\\nLine two","annotations":[]}]}}\n\n`,
      `data: {"type":"thread.updated","thread":{"id":"thr_1","title":"Greeting",${thread}}}\n\n`,
    ].join(''),
  );
  await over;
});

test('S10 image domains that are not set are absent from the frames, not null', async () => {
  const { open } = chat({
    // biome-ignore lint/correctness/useYield: a responder that only changes the thread
    async *respond({ thread }) {
      thread.title = 'Updated title';
    },
  });
  const frames = await chunks(toEventStream((await open(create('Hi'))).events).body);
  expect(frames.at(-1)).toContain('"title":"Updated title"');
  expect(frames.join('')).not.toMatch(/allowed_image_domains|null/);
});

test('what a text says cannot break out of its frame', () => {
  const text = 'a\n\ndata: {"type":"error"}\r\n\u2028\ud800';
  const frame = encodeEvent(notice(text));
  expect(frame.split(/[\n\r]/)).toHaveLength(3);
  expect(JSON.parse(frame.slice('data: '.length)).message).toBe(text);
});

test('after 15 s of silence a comment goes out, and again after 15 s more', async () => {
  const time = manualTimer();
  async function* slow() {
    yield notice('first');
    await never;
  }
  const { body } = toEventStream(slow(), { timer: time.timer });
  const reader = body.getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toBe(encodeEvent(notice('first')));
  for (const _ of [1, 2]) {
    const next = read();
    let answered = false;
    void next.then(() => {
      answered = true;
    });
    await time.advance(14_999);
    expect(answered).toBe(false);
    await time.advance(1);
    expect(await next).toBe(': keep-alive\n\n');
    await settled();
  }
});

test('an event before the 15 s are over puts the comment off', async () => {
  const time = manualTimer();
  const words = new TransformStream<ThreadStreamEvent, ThreadStreamEvent>();
  const writer = words.writable.getWriter();
  const { body } = toEventStream(words.readable as unknown as AsyncIterable<ThreadStreamEvent>, {
    ...{ timer: time.timer, coalesceMs: 0 },
  });
  const read = chunks(body);
  await time.advance(10_000);
  await writer.write(notice('still here'));
  await settled();
  await time.advance(10_000);
  await writer.close();
  expect(await read).toEqual([encodeEvent(notice('still here'))]);
});

test('the event that ends a silence follows its comment', async () => {
  const time = manualTimer();
  const words = new TransformStream<ThreadStreamEvent, ThreadStreamEvent>();
  const writer = words.writable.getWriter();
  const { body } = toEventStream(words.readable as unknown as AsyncIterable<ThreadStreamEvent>, {
    ...{ timer: time.timer, coalesceMs: 0 },
  });
  const read = chunks(body);
  await settled();
  await time.advance(15_000);
  for (const word of ['one', 'two']) await writer.write(notice(word));
  await writer.close();
  expect(await read).toEqual([
    ': keep-alive\n\n',
    ...['one', 'two'].map((word) => encodeEvent(notice(word))),
  ]);
});

test('events are taken only as the body is read', async () => {
  let taken = 0;
  async function* many() {
    for (; taken < 1_000; taken += 1) yield notice(`${taken}`);
  }
  const { body } = toEventStream(many());
  await settled();
  expect(taken).toBeLessThan(5);
  expect(await chunks(body)).toHaveLength(1_000);
});

test('cancelling the body cancels the turn, and done waits until what was said is stored', async () => {
  const made = chat({
    async *respond({ thread }) {
      yield added(assistant('a', thread.id));
      yield delta('a', 'said');
      await never;
    },
  });
  const stream = await made.open(create('Hi'));
  const { body, done: over } = toEventStream(stream.events);
  const reader = body.getReader();
  for (let read = 0; read < 4; read += 1) await reader.read();
  await settled();
  await reader.cancel();
  await over;
  const [thread] = (await made.store.loadThreads({ limit: 1, order: 'asc' }, made.user)).data;
  expect(await made.items(thread?.id ?? '')).toHaveLength(3);
});

test('events that throw break the body, and done tells why', async () => {
  async function* broken() {
    yield notice('first');
    throw new Error('source broke');
  }
  const { body, done: over } = toEventStream(broken());
  const told = expect(over).rejects.toThrow('source broke');
  await expect(chunks(body)).rejects.toThrow('source broke');
  await told;
});

test('an empty stream is an empty body', async () => {
  expect(await chunks(toEventStream(say()).body)).toEqual([]);
});
