// A server with something of everything in its store, whose state a fuzz test compares before and after.
import { ChatKitError } from '../errors.ts';
import type { ChatKitServerOptions, ResponderEvent, Turn } from '../options.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem } from '../protocol/items.ts';
import { type ChatKitServer, createChatKitServer } from '../server.ts';
import { toEventStream } from '../sse.ts';
import { ownerOf, type User } from './chat.ts';
import type { IdName } from './hostile-requests.ts';
import { GroupedMemoryStore, MemoryStore } from './memory-store.ts';
import { added, assistant, delta, done, form, INSTANT, toolCall, userMessage, widget } from './script.ts';

const [ME, OTHER] = [{ user_id: 'me' }, { user_id: 'other' }];

/** `events` are read back from the bytes of the stream. */
export type Outcome = { status: number; body: unknown; events: ThreadStreamEvent[] };

export type FuzzScene = {
  ids: Record<IdName, string>;
  send(body: unknown): Promise<Outcome>;
  /** Everything that is stored, as one text; only what is the other user's with `foreign`. */
  snapshot(whose?: 'all' | 'foreign'): string;
  /** All items of the own threads. */
  items(): Promise<ThreadItem[]>;
};

/** @param grouped With the calls of a store that spare round trips, or without them. */
export async function fuzzScene(grouped: boolean): Promise<FuzzScene> {
  const store = watched(grouped ? GroupedMemoryStore<User> : MemoryStore<User>);
  const ids = await fill(store);
  const server = createChatKitServer<User>({ store, ...HOOKS, respond: respondInTurn() });
  return {
    ids,
    send: (body) => send(server, body),
    snapshot: (whose = 'all') => store.snapshot(whose),
    items: () => itemsOf(store),
  };
}

function watched(Base: typeof MemoryStore<User>) {
  class Watched extends Base {
    snapshot(whose: 'all' | 'foreign'): string {
      const rows = [...this.rows].filter(([, row]) => whose === 'all' || row.owner === OTHER.user_id);
      return JSON.stringify(rows.map(([id, row]) => [id, { ...row, items: [...row.items.values()] }]));
    }
  }
  return new Watched(ownerOf);
}

async function itemsOf(store: MemoryStore<User>): Promise<ThreadItem[]> {
  const page = { limit: 1_000, order: 'asc' } as const;
  const { data: threads } = await store.loadThreads(page, ME);
  const pages = await Promise.all(threads.map(({ id }) => store.loadThreadItems(id, page, ME)));
  return pages.flatMap(({ data }) => data);
}

async function fill(store: MemoryStore<User>): Promise<Record<IdName, string>> {
  const active = { type: 'active' as const };
  const threads = [
    ['t1', ME],
    ['t2', ME],
    ['t3', OTHER],
  ] as const;
  for (const [id, user] of threads) {
    await store.saveThread({ id, created_at: INSTANT, status: active, metadata: { secret: id } }, user);
    const text = user === OTHER ? 'A secret' : 'Hello';
    await store.addThreadItem(id, userMessage(`${id}-message`, id, text), user);
  }
  const items = [assistant('answer', 't1', 'Hi'), form('form', 't1'), widget('widget', 't1', 'Press')];
  for (const item of [...items, toolCall('call', 't1')]) await store.addThreadItem('t1', item, ME);
  return {
    '@thread': 't1',
    '@thread-two': 't2',
    '@thread-foreign': 't3',
    '@message': 't1-message',
    '@answer': 'answer',
    '@form': 'form',
    '@tool-call': 'call',
    '@widget': 'widget',
    '@item-foreign': 't3-message',
    '@turn': 'turn_0',
  };
}

const HOOKS: Omit<ChatKitServerOptions<User>, 'store' | 'respond'> = {
  log: () => {}, // a turn that fails is part of the scene
  titleOf: () => 'Title',
  addFeedback: () => {},
  actions: {
    async *stream({ sender, thread, newItem }) {
      if (sender) yield { type: 'thread.item.replaced', item: widget(sender.id, thread.id, 'Pressed') };
      yield* say(newItem('message').id, thread.id);
    },
    sync: ({ sender }) => sender ?? undefined,
  },
  attachments: {
    createAttachment: async ({ name, mime_type }) => ({
      ...{ type: 'file' as const, id: crypto.randomUUID() },
      ...{ name, mime_type },
    }),
    deleteAttachment: async () => {},
  },
  transcribe: ({ bytes }) => `${bytes.length} bytes`,
};

function* say(id: string, threadId: string): Generator<ResponderEvent> {
  yield added(assistant(id, threadId));
  const content = { type: 'output_text' as const, text: '', annotations: [] };
  const update = { type: 'assistant_message.content_part.added' as const, content_index: 0, content };
  yield { type: 'thread.item.updated', item_id: id, update };
  yield delta(id, 'Well');
  yield done(assistant(id, threadId, 'Well'));
}

/** One kind of answer after the other: text, a question, a call of the page's tool, nothing, and a failure. */
function respondInTurn(): (turn: Turn<User>) => AsyncGenerator<ResponderEvent> {
  let count = 0;
  return async function* ({ thread, newItem }) {
    const id = newItem('message').id;
    count += 1;
    if (count % 5 === 0) yield* say(id, thread.id);
    if (count % 5 === 1) yield done(form(id, thread.id));
    if (count % 5 === 2) yield done(toolCall(id, thread.id));
    if (count % 5 === 3) yield added(assistant(id, thread.id));
    if (count % 5 === 3) throw new Error('The model is gone');
  };
}

async function send(server: ChatKitServer<User>, body: unknown): Promise<Outcome> {
  try {
    const result = await server.process(body, ME);
    if (result.kind === 'json') return { status: 200, body: result.body, events: [] };
    return { status: 200, body: undefined, events: await read(toEventStream(result.events).body) };
  } catch (error) {
    if (error instanceof ChatKitError) return { status: error.status, body: error.body(), events: [] };
    throw error;
  }
}

async function read(stream: ReadableStream<Uint8Array>): Promise<ThreadStreamEvent[]> {
  const frames = (await new Response(stream).text()).split('\n\n');
  if (frames.pop() !== '') throw new Error('The stream ends inside a frame');
  return frames.map((frame) => {
    if (!/^data: .*$/.test(frame)) throw new Error(`Not a frame: ${frame}`);
    return JSON.parse(frame.slice('data: '.length)) as ThreadStreamEvent;
  });
}
