// A server with a memory store and everything it drew on, for the library's own tests.
import { prefixedIds } from '../ids.ts';
import type { ChatKitServerOptions, Turn } from '../options.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem, WidgetItem } from '../protocol/items.ts';
import type { ThreadMetadata } from '../protocol/thread.ts';
import { type ChatKitServer, createChatKitServer } from '../server.ts';
import type { Store } from '../store.ts';
import { asJson, asStream, collect, type StreamResult } from './collect.ts';
import { MemoryStore } from './memory-store.ts';
import { create, widget } from './script.ts';

export type User = { user_id: string };
export const ownerOf = ({ user_id }: User) => user_id;

export type Chat = {
  server: ChatKitServer<User>;
  store: Store<User>;
  user: User;
  /** Everything the server logged. */
  logged: { message: string; detail: Record<string, unknown> }[];
  /** The turns the responder was asked for. */
  turns: Turn<User>[];
  open(body: unknown): Promise<StreamResult>;
  events(body: unknown): Promise<ThreadStreamEvent[]>;
  json<Body>(body: unknown): Promise<Body>;
  /** Creates a thread and returns its id. */
  thread(text?: string): Promise<string>;
  items(threadId: string): Promise<ThreadItem[]>;
  saved(threadId: string): Promise<ThreadMetadata>;
};

/** Without a responder turns end at once. */
export function chat(options: Partial<ChatKitServerOptions<User>> = {}): Chat {
  const user = { user_id: crypto.randomUUID() };
  const store = options.store ?? new MemoryStore<User>(ownerOf);
  const logged: Chat['logged'] = [];
  const turns: Chat['turns'] = [];
  const server = createChatKitServer<User>({
    ids: prefixedIds,
    log: (message, detail) => void logged.push({ message, detail }),
    ...options,
    store,
    async *respond(turn) {
      turns.push(turn);
      if (options.respond) yield* options.respond(turn);
    },
  });
  const open = async (body: unknown) => asStream(await server.process(body, user));
  const events = async (body: unknown) => collect((await open(body)).events);
  return {
    ...{ server, store, user, logged, turns, open, events },
    json: async (body) => asJson(await server.process(body, user)),
    async thread(text = 'Hello') {
      return threadIdOf(await events(create(text)));
    },
    async items(threadId) {
      return (await store.loadThreadItems(threadId, { limit: 1_000, order: 'asc' }, user)).data;
    },
    saved: (threadId) => store.loadThread(threadId, user),
  };
}

export function threadIdOf([created]: ThreadStreamEvent[]): string {
  if (created?.type !== 'thread.created') throw new Error('The stream does not begin with thread.created');
  return created.thread.id;
}

/** A thread with a message and a widget. */
export async function withWidget({ thread, store, user }: Chat): Promise<WidgetItem> {
  const id = await thread();
  const item = widget(`widget_${id}`, id, 'test');
  await store.addThreadItem(id, item, user);
  return item;
}
