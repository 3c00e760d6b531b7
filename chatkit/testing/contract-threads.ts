import { expect } from 'vitest';
import { absent, idsOf, type On, page } from './contract-scene.ts';
import { userMessage } from './script.ts';

export function testThreads<Context>(on: On<Context>): void {
  on('T01, T02 a thread is loaded as it was saved, with and without a title', async (scene) => {
    const titled = scene.newThread({
      title: 'Test',
      metadata: { test: 'test', none: null },
      status: { type: 'locked', reason: 'Because' },
      allowed_image_domains: ['b.example', 'a.example'],
    });
    const untitled = scene.newThread();
    await scene.store.saveThread(titled, scene.user);
    await scene.store.saveThread(untitled, scene.user);
    expect(await scene.store.loadThread(titled.id, scene.user)).toEqual(titled);
    expect(await scene.store.loadThread(untitled.id, scene.user)).toEqual(untitled);
  });

  on('T03, T05 saving a thread again changes it and keeps its place', async (scene) => {
    const [first, second] = [scene.newThread({ title: 'One' }), scene.newThread()];
    await scene.store.saveThread(first, scene.user);
    await scene.store.saveThread(second, scene.user);
    await scene.store.saveThread({ ...first, title: 'Updated' }, scene.user);
    const { data } = await scene.store.loadThreads(page(), scene.user);
    expect(data.map(({ title }) => title)).toEqual(['Updated', undefined]);
  });

  on('T08 threads come in pages, oldest or newest first', async (scene) => {
    const threads = Array.from({ length: 3 }, () => scene.newThread());
    for (const thread of threads) await scene.store.saveThread(thread, scene.user);
    const ids = idsOf(threads);
    const first = await scene.store.loadThreads(page({ limit: 2 }), scene.user);
    expect({ ...first, data: idsOf(first.data) }).toEqual({
      data: ids.slice(0, 2),
      has_more: true,
      after: ids[1],
    });
    const rest = await scene.store.loadThreads(page({ limit: 2, after: first.after }), scene.user);
    expect({ ...rest, data: idsOf(rest.data) }).toEqual({ data: ids.slice(2), has_more: false });
    const newest = await scene.store.loadThreads(page({ order: 'desc' }), scene.user);
    expect(idsOf(newest.data)).toEqual(ids.toReversed());
  });

  on('a deleted thread and its items are absent', async (scene) => {
    const { thread, items } = await scene.fill(2);
    await scene.store.deleteThread(thread.id, scene.user);
    const itemId = items[0]?.id ?? '';
    await expect(scene.store.loadThread(thread.id, scene.user)).rejects.toThrow(absent);
    await expect(scene.store.loadItem(thread.id, itemId, scene.user)).rejects.toThrow(absent);
    expect((await scene.store.loadThreads(page(), scene.user)).data).toEqual([]);
    await expect(scene.store.deleteThread(thread.id, scene.user)).rejects.toThrow(absent);
  });
}

export function testOwnership<Context>(on: On<Context>): void {
  on('T12 to T14 what is absent and what is another user’s look the same', async (scene) => {
    const { thread, items } = await scene.fill(3);
    const itemId = items[0]?.id ?? '';
    const stranger = await scene.newUser();
    const nowhere = scene.ids.thread(scene.user);
    for (const [id, who] of [
      [thread.id, stranger],
      [nowhere, scene.user],
      ['nonsense', scene.user],
    ] as const) {
      await expect(scene.store.loadThread(id, who)).rejects.toThrow(absent);
      await expect(scene.store.loadItem(id, itemId, who)).rejects.toThrow(absent);
      await expect(scene.store.deleteThread(id, who)).rejects.toThrow(absent);
      expect(await scene.store.loadThreadItems(id, page(), who)).toEqual({ data: [], has_more: false });
    }
    expect((await scene.store.loadThreads(page(), stranger)).data).toEqual([]);
    await expect(scene.store.loadItem(thread.id, nowhere, scene.user)).rejects.toThrow(absent);
  });

  on('nobody writes into another user’s thread, nor into one that is absent', async (scene) => {
    const { thread, items } = await scene.fill(2);
    const stranger = await scene.newUser();
    const item = userMessage(scene.ids.item('message', thread.id, stranger), thread.id, 'intruder');
    const nowhere = scene.ids.thread(scene.user);
    await expect(scene.store.addThreadItem(thread.id, item, stranger)).rejects.toThrow(absent);
    await expect(scene.store.saveItem(thread.id, item, stranger)).rejects.toThrow(absent);
    await expect(scene.store.saveThread({ ...thread, title: 'mine' }, stranger)).rejects.toThrow(absent);
    await expect(scene.store.addThreadItem(nowhere, item, scene.user)).rejects.toThrow(absent);
    await scene.store.deleteThreadItem(thread.id, items[0]?.id ?? '', stranger);
    expect(await scene.store.loadThread(thread.id, scene.user)).toEqual(thread);
    expect((await scene.store.loadThreadItems(thread.id, page(), scene.user)).data).toEqual(items);
  });

  on('an item’s id cannot be taken over from another thread', async (scene) => {
    const { thread, items } = await scene.fill(1);
    const stranger = await scene.newUser();
    const own = scene.newThread();
    await scene.store.saveThread(own, stranger);
    const stolen = userMessage(items[0]?.id ?? '', own.id, 'stolen');
    await expect(scene.store.addThreadItem(own.id, stolen, stranger)).rejects.toThrow(absent);
    await expect(scene.store.saveItem(own.id, stolen, stranger)).rejects.toThrow(absent);
    expect((await scene.store.loadThreadItems(thread.id, page(), scene.user)).data).toEqual(items);
  });
}
