// Events per second from a responder to the bytes of its stream, over the bare generator, and beside the npm
// package `chatkit-node-backend-sdk` on the same script; and how soon the first bytes come.
import { createChatKitServer, toEventStream } from '#chatkit/index.ts';
import { MemoryStore } from '#chatkit/testing/memory-store.ts';
import { median } from './stack.ts';
import { createPeer } from './stream-peer.ts';
import { ANSWER, addMessage, DELTAS, EVENTS, newFields, newThread, script } from './stream-script.ts';

const ROUNDS = 15;
const WARM_UP = 5;

type Run = { ms: number; firstMs: number };
type Contestant = () => Promise<Run>;

const contestants = {
  generator: drainGenerator,
  ours: () => runOurs(undefined),
  'ours, each delta its own event': () => runOurs(0),
  'chatkit-node-backend-sdk': runPeer,
} satisfies Record<string, Contestant>;

type Name = keyof typeof contestants;

export async function bench(): Promise<void> {
  const runs = new Map<Name, Run[]>();
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    for (const [name, run] of Object.entries(contestants) as [Name, Contestant][]) {
      const measured = await run();
      if (round >= WARM_UP) runs.set(name, [...(runs.get(name) ?? []), measured]);
    }
  }
  report(runs);
}

async function drainGenerator(): Promise<Run> {
  return timed(script(newFields('thr_bench')));
}

async function runOurs(coalesceMs: number | undefined): Promise<Run> {
  const store = new MemoryStore<undefined>(() => 'bench');
  const server = createChatKitServer({ store, respond: ({ newItem }) => script(newItem('message')) });
  const thread = newThread();
  await store.saveThread(thread, undefined);
  const body = addMessage(thread.id);
  const run = await timed(open());
  const { data } = await store.loadThreadItems(thread.id, { limit: 10, order: 'asc' }, undefined);
  return checked(run, data);

  async function* open() {
    const result = await server.process(body, undefined);
    if (result.kind !== 'stream') throw new Error('The answer is not a stream');
    const options = coalesceMs === undefined ? {} : { coalesceMs };
    yield* toEventStream(result.events, options).body.values();
  }
}

async function runPeer(): Promise<Run> {
  const { server, store } = createPeer();
  const thread = newThread();
  await store.saveThread(thread);
  const body = addMessage(thread.id);
  const run = await timed(open());
  return checked(run, [...store.items.values()]);

  async function* open() {
    const result = await server.process(body, undefined);
    if (!result.isStreaming) throw new Error('The answer is not a stream');
    const bytes = new TextEncoder();
    for await (const frame of result as AsyncIterable<string>) yield bytes.encode(frame);
  }
}

async function timed(chunks: AsyncIterable<unknown>): Promise<Run> {
  const start = performance.now();
  let firstMs = 0;
  for await (const _ of chunks) firstMs ||= performance.now() - start;
  return { ms: performance.now() - start, firstMs };
}

type Stored = { type: string; content?: unknown };

/** A contestant that did not store the whole answer has not run. */
function checked(run: Run, items: readonly Stored[]): Run {
  const answer = items.find(({ type }) => type === 'assistant_message');
  if (!JSON.stringify(answer?.content ?? '').includes(ANSWER)) throw new Error('The answer was not stored');
  return run;
}

function report(runs: Map<Name, Run[]>): void {
  console.log(`one answer of ${DELTAS} deltas, median of ${ROUNDS} rounds   events/s  first bytes`);
  for (const [name, all] of runs) {
    const perSecond = Math.round((EVENTS / median(all.map(({ ms }) => ms))) * 1_000);
    const first = name === 'generator' ? '' : `${median(all.map(({ firstMs }) => firstMs)).toFixed(2)} ms`;
    console.log(`${name.padEnd(48)} ${String(perSecond).padStart(10)}  ${first.padStart(11)}`);
  }
  const over = (base: Name, of: Name, what: keyof Run) => {
    const bases = runs.get(base) ?? [];
    return median((runs.get(of) ?? []).map((run, round) => run[what] / (bases[round]?.[what] ?? Number.NaN)));
  };
  const plain = 'ours, each delta its own event';
  const peer = 'chatkit-node-backend-sdk';
  console.log(
    `time over the generator      ${over('generator', 'ours', 'ms').toFixed(1)}x, each delta its own event ${over('generator', plain, 'ms').toFixed(1)}x`,
  );
  console.log(
    `throughput beside the peer   ${over('ours', peer, 'ms').toFixed(1)}x, each delta its own event ${over(plain, peer, 'ms').toFixed(1)}x`,
  );
  console.log(`first bytes beside the peer  ${over(peer, 'ours', 'firstMs').toFixed(2)}x of its time`);
}
