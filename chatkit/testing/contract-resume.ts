import { expect } from 'vitest';
import { absent, type On, page, type Scene } from './contract-scene.ts';
import { commitOf, grouped, itemsOf, message, running } from './contract-turns-scene.ts';
import { form, toolCall } from './script.ts';

const conflict = expect.objectContaining({ status: 409, code: 'conflict' });

/** A thread with a message, three pending calls and a message, and the start that completes the middle call. */
async function pendingCalls<Context>(scene: Scene<Context>) {
  const { store, ids, user } = scene;
  const { thread, items } = await scene.fill(1);
  const [old, call, other] = [1, 2, 3].map(() =>
    toolCall(ids.item('tool_call', thread.id, user), thread.id),
  ) as [ReturnType<typeof toolCall>, ReturnType<typeof toolCall>, ReturnType<typeof toolCall>];
  for (const item of [old, call, other]) await store.addThreadItem(thread.id, item, user);
  const last = message(scene, thread.id).item;
  await store.addThreadItem(thread.id, last, user);
  const start = {
    ...{ kind: 'resume' as const, threadId: thread.id, turnId: ids.turn(), historyLimit: 50 },
    item: { ...call, status: 'completed' as const, output: { picked: [1, null] } },
    discard: [old.id, other.id],
  };
  return { thread, start, before: [...items, old, call, other, last], after: [...items, start.item, last] };
}

export function testResumes<Context>(on: On<Context>): void {
  on(
    'a turn that resumes replaces the pending item in its place and removes the discarded',
    async (scene) => {
      const { thread, start, after } = await pendingCalls(scene);
      const begun = await grouped(scene).beginTurn(start, scene.user);
      expect(begun).toEqual({ thread, history: after });
      expect(await itemsOf(scene, thread.id)).toEqual(after);
      expect(await grouped(scene).runningTurn(thread.id, scene.user)).toBe(start.turnId);
    },
  );

  on('a turn that resumes gets the newest items only, and no more of them than asked for', async (scene) => {
    const { start, after } = await pendingCalls(scene);
    const { history } = await grouped(scene).beginTurn({ ...start, historyLimit: 2 }, scene.user);
    expect(history).toEqual(after.slice(-2));
  });

  on('an item is answered once: what is not pending any more is a conflict and stays', async (scene) => {
    const { thread, start, after } = await pendingCalls(scene);
    const store = grouped(scene);
    await store.beginTurn(start, scene.user);
    await expect(store.beginTurn({ ...start, turnId: scene.ids.turn() }, scene.user)).rejects.toThrow(
      running,
    );
    await store.commitTurn(commitOf(start, thread.id), scene.user);
    const second = { ...start, turnId: scene.ids.turn(), item: { ...start.item, output: 'other' } };
    await expect(store.beginTurn(second, scene.user)).rejects.toThrow(conflict);
    expect(await itemsOf(scene, thread.id)).toEqual(after);
    expect(await store.runningTurn(thread.id, scene.user)).toBeUndefined();
  });

  on('of two answers at once one is refused', async (scene) => {
    const { thread, start, after } = await pendingCalls(scene);
    const begin = () => grouped(scene).beginTurn({ ...start, turnId: scene.ids.turn() }, scene.user);
    const results = await Promise.allSettled([begin(), begin()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await itemsOf(scene, thread.id)).toEqual(after);
  });

  on('a pending form is answered like a pending call', async (scene) => {
    const { thread, items } = await scene.fill(1);
    const item = form(scene.ids.item('message', thread.id, scene.user), thread.id);
    await scene.store.addThreadItem(thread.id, item, scene.user);
    const answered = { ...item, status: 'answered' as const };
    const start = { ...resume(scene, thread.id), item: answered };
    const { history } = await grouped(scene).beginTurn(start, scene.user);
    expect(history).toEqual([...items, answered]);
  });
}

export function testResumeRefusals<Context>(on: On<Context>): void {
  on('a turn does not resume with an item of elsewhere, and then removes nothing', async (scene) => {
    const [one, two] = [await pendingCalls(scene), await pendingCalls(scene)];
    const foreign = { ...one.start, item: two.start.item };
    await expect(grouped(scene).beginTurn(foreign, scene.user)).rejects.toThrow(absent);
    await expect(grouped(scene).beginTurn(one.start, await scene.newUser())).rejects.toThrow(absent);
    const unknown = { ...one.start.item, id: scene.ids.item('tool_call', one.thread.id, scene.user) };
    await expect(grouped(scene).beginTurn({ ...one.start, item: unknown }, scene.user)).rejects.toThrow(
      absent,
    );
    expect(await itemsOf(scene, one.thread.id)).toEqual(one.before);
    expect(await itemsOf(scene, two.thread.id)).toEqual(two.before);
  });

  on('a turn that resumes discards in its own thread only', async (scene) => {
    const [one, two] = [await pendingCalls(scene), await pendingCalls(scene)];
    await grouped(scene).beginTurn({ ...one.start, discard: two.start.discard }, scene.user);
    expect(await itemsOf(scene, two.thread.id)).toEqual(two.before);
  });

  on('a locked thread is only reported to a turn that resumes or acts', async (scene) => {
    const { thread, start, before } = await pendingCalls(scene);
    const locked = { ...thread, status: { type: 'locked' } as const };
    await scene.store.saveThread(locked, scene.user);
    expect((await grouped(scene).beginTurn(start, scene.user)).thread).toEqual(locked);
    expect((await grouped(scene).beginTurn(action(scene, thread.id), scene.user)).thread).toEqual(locked);
    expect(await itemsOf(scene, thread.id)).toEqual(before);
    expect(await grouped(scene).runningTurn(thread.id, scene.user)).toBeUndefined();
  });

  on('a turn that begins with an action writes no item and holds the thread', async (scene) => {
    const { thread, items } = await scene.fill(3);
    const store = grouped(scene);
    const start = { ...action(scene, thread.id), historyLimit: 2 };
    expect(await store.beginTurn(start, scene.user)).toEqual({ thread, history: items.slice(-2) });
    expect(await store.runningTurn(thread.id, scene.user)).toBe(start.turnId);
    await expect(store.beginTurn(message(scene, thread.id), scene.user)).rejects.toThrow(running);
    await expect(store.beginTurn(start, await scene.newUser())).rejects.toThrow(absent);
    const { data } = await scene.store.loadThreadItems(thread.id, page(), scene.user);
    expect(data).toEqual(items);
  });
}

function resume<Context>({ ids }: Scene<Context>, threadId: string) {
  return { kind: 'resume' as const, threadId, turnId: ids.turn(), historyLimit: 50, discard: [] };
}

function action<Context>({ ids }: Scene<Context>, threadId: string) {
  const given = { sender: null, action: { type: 'test' } };
  return { kind: 'action' as const, threadId, ...given, turnId: ids.turn(), historyLimit: 50 };
}
