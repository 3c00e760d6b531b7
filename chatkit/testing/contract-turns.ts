import { expect } from 'vitest';
import type { ThreadItem } from '../protocol/items.ts';
import type { Store } from '../store.ts';
import { testResumeRefusals, testResumes } from './contract-resume.ts';
import { absent, type On } from './contract-scene.ts';
import { storedAfterScript } from './contract-script.ts';
import { commitOf, grouped, itemsOf, message, running } from './contract-turns-scene.ts';
import { assistant, type userMessage } from './script.ts';

export function testGroupedCalls<Context>(on: On<Context>): void {
  testBeginnings(on);
  testLease(on);
  testRetries(on);
  testCommits(on);
  testResumes(on);
  testResumeRefusals(on);
  testStops(on);

  on('the grouped calls leave what the plain ones leave', async (scene) => {
    const withGrouped = await storedAfterScript(scene, scene.store);
    const plain = await storedAfterScript(scene, plainCalls(scene.store));
    expect(withGrouped).toEqual(plain);
    expect(withGrouped.length).toBeGreaterThan(5);
  });
}

function testBeginnings<Context>(on: On<Context>): void {
  on('beginTurn stores a new thread together with its first message', async (scene) => {
    const thread = scene.newThread({ metadata: { private: true } });
    const { turnId, item } = message(scene, thread.id);
    const start = { kind: 'create', thread, item, turnId, historyLimit: 50 } as const;
    const begun = await grouped(scene).beginTurn(start, scene.user);
    expect(begun).toEqual({ thread, history: [item] });
    expect(await scene.store.loadThread(thread.id, scene.user)).toEqual(thread);
    expect(await itemsOf(scene, thread.id)).toEqual([item]);
  });

  on('beginTurn gives the newest items, oldest first, the new one last', async (scene) => {
    const { thread, items } = await scene.fill(5);
    const start = { ...message(scene, thread.id), historyLimit: 3 };
    const begun = await grouped(scene).beginTurn(start, scene.user);
    expect(begun).toEqual({ thread, history: [...items.slice(-2), start.item] });
    expect(await itemsOf(scene, thread.id)).toEqual([...items, start.item]);
  });

  on('beginTurn writes nothing into a thread that is absent or another user’s', async (scene) => {
    const { thread, items } = await scene.fill(1);
    const stranger = await scene.newUser();
    const nowhere = scene.ids.thread(scene.user);
    const store = grouped(scene);
    await expect(store.beginTurn(message(scene, thread.id), stranger)).rejects.toThrow(absent);
    await expect(store.beginTurn(message(scene, nowhere), scene.user)).rejects.toThrow(absent);
    await expect(store.beginTurn(message(scene, 'nonsense'), scene.user)).rejects.toThrow(absent);
    expect(await itemsOf(scene, thread.id)).toEqual(items);
    await store.beginTurn(message(scene, thread.id), scene.user);
  });

  on('beginTurn only reports a thread that is locked', async (scene) => {
    const { thread, items } = await scene.fill(1);
    const locked = { ...thread, status: { type: 'locked', reason: 'Because' } as const };
    await scene.store.saveThread(locked, scene.user);
    const begun = await grouped(scene).beginTurn(message(scene, thread.id), scene.user);
    expect(begun.thread).toEqual(locked);
    expect(await itemsOf(scene, thread.id)).toEqual(items);
    expect(await grouped(scene).runningTurn(thread.id, scene.user)).toBeUndefined();
  });
}

function testLease<Context>(on: On<Context>): void {
  on('a second turn of a thread is refused until the first has ended', async (scene) => {
    const { thread, items } = await scene.fill(1);
    const store = grouped(scene);
    const [first, second] = [message(scene, thread.id), message(scene, thread.id)];
    await store.beginTurn(first, scene.user);
    expect(await store.runningTurn(thread.id, scene.user)).toBe(first.turnId);
    expect(await store.runningTurn(thread.id, await scene.newUser())).toBeUndefined();
    await expect(store.beginTurn(second, scene.user)).rejects.toThrow(running);
    const item = items[0] as typeof first.item;
    await expect(store.beginTurn({ ...second, kind: 'retry', item }, scene.user)).rejects.toThrow(running);
    expect(await itemsOf(scene, thread.id)).toEqual([...items, first.item]);
    await store.commitTurn(commitOf(first, thread.id), scene.user);
    expect(await store.runningTurn(thread.id, scene.user)).toBeUndefined();
    await store.beginTurn(second, scene.user);
  });

  on('of two turns that begin at once one is refused', async (scene) => {
    const { thread } = await scene.fill(1);
    const begin = () => grouped(scene).beginTurn(message(scene, thread.id), scene.user);
    const results = await Promise.allSettled([begin(), begin()]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toEqual([running]);
    expect(await itemsOf(scene, thread.id)).toHaveLength(2);
  });
}

function testRetries<Context>(on: On<Context>): void {
  on('a turn that begins as a retry removes what came after its message', async (scene) => {
    const { thread, items } = await scene.fill(5);
    const item = items[2] as ReturnType<typeof userMessage>;
    const start = { ...message(scene, thread.id), kind: 'retry', item, historyLimit: 2 } as const;
    const begun = await grouped(scene).beginTurn(start, scene.user);
    expect(begun).toEqual({ thread, history: items.slice(1, 3) });
    expect(await itemsOf(scene, thread.id)).toEqual(items.slice(0, 3));
  });

  on('a retry after an item of another thread removes nothing', async (scene) => {
    const [one, other] = [await scene.fill(2), await scene.fill(2)];
    const item = other.items[0] as ReturnType<typeof userMessage>;
    const start = { ...message(scene, one.thread.id), kind: 'retry', item } as const;
    await expect(grouped(scene).beginTurn(start, scene.user)).rejects.toThrow(absent);
    expect(await itemsOf(scene, one.thread.id)).toEqual(one.items);
    expect(await itemsOf(scene, other.thread.id)).toEqual(other.items);
  });
}

function testCommits<Context>(on: On<Context>): void {
  on('commitTurn upserts the items in their order and saves the thread', async (scene) => {
    const { thread } = await scene.fill(0);
    const start = message(scene, thread.id);
    await grouped(scene).beginTurn(start, scene.user);
    const [early, late] = [1, 2].map((n) =>
      assistant(scene.ids.item('message', thread.id, scene.user), thread.id, `part ${n}`),
    ) as [ThreadItem, ThreadItem];
    await scene.store.addThreadItem(thread.id, assistant(early.id, thread.id, 'p'), scene.user);
    const changed = { ...thread, title: 'Named', metadata: { n: 1 } };
    const input = { id: start.item.id, status: 'failed' } as const;
    const commit = { ...commitOf(start, thread.id, [early, late]), thread: changed, input };
    await grouped(scene).commitTurn(commit, scene.user);
    expect(await itemsOf(scene, thread.id)).toEqual([start.item, early, late]);
    expect(await scene.store.loadThread(thread.id, scene.user)).toEqual(changed);
  });

  on('commitTurn stores nothing into a thread that is gone or another user’s', async (scene) => {
    const { thread } = await scene.fill(0);
    const start = message(scene, thread.id);
    await grouped(scene).beginTurn(start, scene.user);
    const answer = assistant(scene.ids.item('message', thread.id, scene.user), thread.id, 'late');
    const commit = commitOf(start, thread.id, [answer]);
    await expect(grouped(scene).commitTurn(commit, await scene.newUser())).rejects.toThrow(absent);
    expect(await itemsOf(scene, thread.id)).toEqual([start.item]);
    await scene.store.deleteThread(thread.id, scene.user);
    await expect(grouped(scene).commitTurn(commit, scene.user)).rejects.toThrow(absent);
    expect(await itemsOf(scene, thread.id)).toEqual([]);
  });
}

function testStops<Context>(on: On<Context>): void {
  on('a stop is seen by the turn it names, and only the owner can ask for it', async (scene) => {
    const { thread } = await scene.fill(0);
    const start = message(scene, thread.id);
    const store = grouped(scene);
    await store.beginTurn(start, scene.user);
    const stranger = await scene.newUser();
    await expect(store.markStopped(thread.id, start.turnId, stranger)).rejects.toThrow(absent);
    expect(await store.isStopRequested(thread.id, start.turnId, scene.user)).toBe(false);
    await store.markStopped(thread.id, start.turnId, scene.user);
    expect(await store.isStopRequested(thread.id, start.turnId, scene.user)).toBe(true);
    expect(await store.isStopRequested(thread.id, scene.ids.turn(), scene.user)).toBe(false);
    expect(await store.isStopRequested(thread.id, start.turnId, stranger)).toBe(false);
    await expect(store.markStopped(scene.ids.thread(scene.user), start.turnId, scene.user)).rejects.toThrow(
      absent,
    );
  });
}

const PLAIN = [
  'loadThread',
  'saveThread',
  'loadThreads',
  'deleteThread',
  'loadThreadItems',
  'loadItem',
  'addThreadItem',
  'saveItem',
  'deleteThreadItem',
] as const satisfies (keyof Store<unknown>)[];

/** The same store without its optional calls. */
function plainCalls<Context>(store: Store<Context>): Store<Context> {
  const calls = PLAIN.map((name) => [name, store[name].bind(store)]);
  return Object.fromEntries(calls) as Store<Context>;
}
