// Each brings the same answer to its reader as bytes, and has to have stored it.
import { createChatKitServer, toEventStream } from '#chatkit/index.ts';
import { GroupedMemoryStore } from '#chatkit/testing/memory-store.ts';
import { createPeer } from './stream-peer.ts';
import { addMessage, newFields, newThread, script } from './stream-script.ts';
import { slowed } from './stream-slowed.ts';

/** `callMs`: how long each call of the store takes. */
export type Job = { deltas: string[]; callMs: number };
export type Run = { ms: number; firstMs: number };
export type Contestant = (job: Job) => Promise<Run>;

export const generator: Contestant = ({ deltas }) => timed(script(newFields('thr_bench'), deltas));

export const ours: Contestant = (job) => runOurs(job, {});
export const oursWithoutCoalescing: Contestant = (job) => runOurs(job, { coalesceMs: 0 });

async function runOurs({ deltas, callMs }: Job, options: { coalesceMs?: number }): Promise<Run> {
  const store = slowed(new GroupedMemoryStore<undefined>(() => 'bench'), callMs);
  const respond = ({ newItem }: { newItem(kind: 'message'): ReturnType<typeof newFields> }) =>
    script(newItem('message'), deltas);
  const server = createChatKitServer({ store, respond });
  const thread = newThread();
  await store.saveThread(thread, undefined);
  const body = addMessage(thread.id);
  const run = await timed(open());
  const { data } = await store.loadThreadItems(thread.id, { limit: 10, order: 'asc' }, undefined);
  return checked(run, data, deltas);

  async function* open() {
    const result = await server.process(body, undefined);
    if (result.kind !== 'stream') throw new Error('The answer is not a stream');
    yield* toEventStream(result.events, options).body.values();
  }
}

export const peer: Contestant = async ({ deltas, callMs }) => {
  const { server, store } = createPeer(deltas, callMs);
  const thread = newThread();
  await store.saveThread(thread);
  const body = addMessage(thread.id);
  const run = await timed(open());
  return checked(run, [...store.items.values()], deltas);

  async function* open() {
    const result = await server.process(body, undefined);
    if (!result.isStreaming) throw new Error('The answer is not a stream');
    const bytes = new TextEncoder();
    for await (const frame of result as AsyncIterable<string>) yield bytes.encode(frame);
  }
};

async function timed(chunks: AsyncIterable<unknown>): Promise<Run> {
  const start = performance.now();
  let firstMs = 0;
  for await (const _ of chunks) firstMs ||= performance.now() - start;
  return { ms: performance.now() - start, firstMs };
}

type Stored = { type: string; content?: unknown };

/** A contestant that did not store the whole answer has not run. */
function checked(run: Run, items: readonly Stored[], deltas: string[]): Run {
  const answer = items.find(({ type }) => type === 'assistant_message');
  if (!JSON.stringify(answer?.content ?? '').includes(deltas.join(''))) {
    throw new Error('The answer was not stored');
  }
  return run;
}
