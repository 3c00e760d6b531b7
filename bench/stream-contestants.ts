// Each gets the same request as text, over the same store in memory, brings the same answer to its reader as
// bytes, and has to have stored it.
import { createChatKitServer, type Store, toEventStream } from '#chatkit/index.ts';
import { GroupedMemoryStore, MemoryStore } from '#chatkit/testing/memory-store.ts';
import { createPeer } from './stream-peer.ts';
import { addMessage, newFields, newThread, script } from './stream-script.ts';
import { type CallTime, slowed } from './stream-slowed.ts';

export type Job = { deltas: string[]; call: CallTime };
export type Run = { ms: number; firstMs: number };
export type Contestant = (job: Job) => Promise<Run>;

type Chunks = AsyncIterable<Uint8Array>;
/** From a store to what answers a request. */
type Make = (store: Store<undefined>, deltas: string[]) => (body: string) => Promise<Chunks>;

export const generator: Contestant = ({ deltas }) => timed(script(newFields('thr_bench'), deltas));

export const ours = contestant((store, deltas) => createOurs(store, deltas, {}));
export const oursWithoutCoalescing = contestant((store, deltas) =>
  createOurs(store, deltas, { coalesceMs: 0 }),
);

/** Over a store that has only the calls the package asks for too. */
export const oursOverPlainStore = contestant(
  (store, deltas) => createOurs(store, deltas, {}),
  () => new MemoryStore(() => 'bench'),
);

/** Each frame handed to its reader, as the package's README writes them to a Node response. */
export const peer = contestant((store, deltas) => {
  const server = createPeer(store, deltas);
  return async (body) => encoded(framesOf(await server.process(body, undefined)));
});

/** As the body of a web `Response`, which is what ours always is. */
export const peerAsBody = contestant((store, deltas) => {
  const server = createPeer(store, deltas);
  return async (body) => asBody(framesOf(await server.process(body, undefined))).values();
});

function contestant(
  make: Make,
  newStore = (): MemoryStore<undefined> => new GroupedMemoryStore(() => 'bench'),
): Contestant {
  return async ({ deltas, call }) => {
    const store = slowed(newStore(), call);
    const answer = make(store, deltas);
    const thread = newThread();
    await store.saveThread(thread, undefined);
    const body = addMessage(thread.id);
    const run = await timed(flattened(() => answer(body)));
    const { data } = await store.loadThreadItems(thread.id, { limit: 10, order: 'asc' }, undefined);
    return checked(run, data, deltas);
  };
}

function createOurs(store: Store<undefined>, deltas: string[], options: { coalesceMs?: number }) {
  const respond = ({ newItem }: { newItem(kind: 'message'): ReturnType<typeof newFields> }) =>
    script(newItem('message'), deltas);
  const server = createChatKitServer({ store, respond });
  return async (body: string): Promise<Chunks> => {
    const result = await server.process(body, undefined);
    if (result.kind !== 'stream') throw new Error('The answer is not a stream');
    return toEventStream(result.events, options).body.values();
  };
}

type PeerResult = Awaited<ReturnType<ReturnType<typeof createPeer>['process']>>;

function framesOf(result: PeerResult): AsyncIterable<string> {
  if (!result.isStreaming) throw new Error('The answer is not a stream');
  return result as AsyncIterable<string>;
}

const bytes = new TextEncoder();

async function* encoded(frames: AsyncIterable<string>): Chunks {
  for await (const frame of frames) yield bytes.encode(frame);
}

function asBody(frames: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const source = frames[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const step = await source.next();
      if (step.done) controller.close();
      else controller.enqueue(bytes.encode(step.value));
    },
  });
}

async function* flattened(open: () => Promise<Chunks>): Chunks {
  yield* await open();
}

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
