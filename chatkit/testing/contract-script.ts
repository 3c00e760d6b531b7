import type { Turn } from '../options.ts';
import type { AssistantMessageItem, ThreadItem } from '../protocol/items.ts';
import { createChatKitServer } from '../server.ts';
import type { Store } from '../store.ts';
import { asStream, collect, take, textOf } from './collect.ts';
import { page, type Scene } from './contract-scene.ts';
import { add, added, create, delta, done, INSTANT, output, retry, toolCall } from './script.ts';

/** Holds five turns (good, stopped, failed, retried, with a tool of the page) and tells what the store has then, without ids. */
export async function storedAfterScript<Context>(
  { ids, user }: Scene<Context>,
  store: Store<Context>,
): Promise<unknown[]> {
  let fails = true;
  const server = createChatKitServer<Context>({
    store,
    ids,
    now: () => new Date(INSTANT),
    log: () => {},
    respond: (turn) => answer(turn, fails),
  });
  const ask = async (body: unknown) => asStream(await server.process(body, user));

  const [created] = await collect((await ask(create('hello'))).events);
  const threadId = created?.type === 'thread.created' ? created.thread.id : '';

  const stopped = await ask(add(threadId, 'stop'));
  await take(stopped, 4);
  stopped.stop();
  await collect(stopped.events);

  const [message] = await collect((await ask(add(threadId, 'fail'))).events);
  const messageId = message && 'item' in message ? message.item.id : '';
  fails = false;
  await collect((await ask(retry(threadId, messageId))).events);

  await collect((await ask(add(threadId, 'tool'))).events);
  await collect((await ask(output(threadId, { picked: null }))).events);

  const { data } = await store.loadThreadItems(threadId, page({ limit: 100 }), user);
  const { title, status } = await store.loadThread(threadId, user);
  return [{ title, status }, ...data.map(withoutIds)];
}

async function* answer<Context>(turn: Turn<Context>, fails: boolean) {
  const text = textOf(turn.input ?? undefined);
  const message = (words: string): AssistantMessageItem => ({
    type: 'assistant_message',
    ...turn.newItem('message'),
    content: [{ type: 'output_text', text: words, annotations: [] }],
  });
  if (text === 'tool') {
    for (const _ of [1, 2])
      yield done({ ...toolCall('', '', { call_id: 'call' }), ...turn.newItem('tool_call') });
    return;
  }
  const first = message(`after ${turn.history.length}: `);
  yield added(first);
  yield delta(first.id, text);
  if (text === 'stop') await new Promise(() => {});
  if (text === 'fail' && fails) throw new Error('on purpose');
  turn.thread.title = `About ${text}`;
  yield done({ ...first, content: [{ type: 'output_text', text: `all of ${text}`, annotations: [] }] });
  yield done(message('and more'));
}

function withoutIds({ id: _, thread_id: __, ...item }: ThreadItem) {
  return item;
}
