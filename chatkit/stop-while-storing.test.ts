import { expect, test } from 'vitest';
import { deferred } from './deferred.ts';
import type { ThreadItem } from './protocol/items.ts';
import { chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { collect, outline, take } from './testing/collect.ts';
import { settled } from './testing/manual-timer.ts';
import { GroupedMemoryStore, MemoryStore } from './testing/memory-store.ts';
import { assistant, create, done } from './testing/script.ts';

const never = new Promise<never>(() => {});

/** A turn that is done with one message and then waits for ever. */
async function* oneMessage({ thread }: { thread: { id: string } }) {
  yield done(assistant('whole', thread.id, 'Hello'));
  await never;
}

/** Holds the message of the turn at a gate, as a slow database would. */
class SlowStore extends MemoryStore<User> {
  readonly asked = deferred();
  readonly gate = deferred();

  override async addThreadItem(threadId: string, item: ThreadItem, user: User): Promise<void> {
    if (item.id === 'whole') {
      this.asked.resolve();
      await this.gate.promise;
    }
    await super.addThreadItem(threadId, item, user);
  }
}

test('a message that is being stored when the turn is stopped is stored and told once, before the note', async () => {
  const store = new SlowStore(ownerOf);
  const { open, items } = chat({ store, respond: oneMessage });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 3);
  await store.asked.promise;
  stream.stop();
  await settled();
  store.gate.resolve();
  expect(outline(await collect(stream.events))).toEqual(['thread.item.done assistant_message']);
  const stored = await items(threadIdOf(begun));
  expect(stored.map(({ type }) => type)).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context']);
});

test('a message that is held back for the end of its turn is stored and told once when the turn is stopped', async () => {
  const store = new GroupedMemoryStore<User>(ownerOf);
  // The turn's end is never near enough: only the stop ends the holding.
  const { open, items } = chat({ store, respond: oneMessage, timer: () => () => {} });
  const stream = await open(create('Hi'));
  const begun = await take(stream, 3);
  await settled();
  stream.stop();
  expect(outline(await collect(stream.events))).toEqual(['thread.item.done assistant_message']);
  const stored = await items(threadIdOf(begun));
  expect(stored.map(({ type }) => type)).toEqual(['user_message', 'assistant_message', 'sdk_hidden_context']);
});
