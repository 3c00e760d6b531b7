import { expect } from 'vitest';
import { absent, invalidCursor, type On, page } from './contract-scene.ts';
import { assistant, userMessage } from './script.ts';

export function testItems<Context>(on: On<Context>): void {
  on(
    'T04, T09 items of one instant come in the order of their writing, whatever their ids',
    async (scene) => {
      const { thread, items } = await scene.fill(20);
      const all = await scene.store.loadThreadItems(thread.id, page({ limit: 20 }), scene.user);
      expect(all).toEqual({ data: items, has_more: false });
      const newest = await scene.store.loadThreadItems(
        thread.id,
        page({ limit: 3, order: 'desc' }),
        scene.user,
      );
      expect(newest.data).toEqual(items.toReversed().slice(0, 3));
    },
  );

  on('T10 a page that ends exactly at the end says that there is no more', async (scene) => {
    const { thread, items } = await scene.fill(4);
    const first = await scene.store.loadThreadItems(thread.id, page({ limit: 2 }), scene.user);
    expect(first).toEqual({ data: items.slice(0, 2), has_more: true, after: items[1]?.id });
    const last = await scene.store.loadThreadItems(
      thread.id,
      page({ limit: 2, after: first.after }),
      scene.user,
    );
    expect(last).toEqual({ data: items.slice(2), has_more: false });
  });

  on('pages neither repeat nor skip a row when rows are added in between', async (scene) => {
    const { thread, items } = await scene.fill(5);
    const first = await scene.store.loadThreadItems(thread.id, page({ limit: 2, order: 'desc' }), scene.user);
    await scene.store.addThreadItem(
      thread.id,
      userMessage(scene.ids.item('message', thread.id, scene.user), thread.id, 'late'),
      scene.user,
    );
    const query = page({ limit: 3, order: 'desc', after: first.after });
    const rest = await scene.store.loadThreadItems(thread.id, query, scene.user);
    expect([...first.data, ...rest.data]).toEqual(items.toReversed());
    expect(rest.has_more).toBe(false);
  });

  on('a cursor that is no row of the list is refused', async (scene) => {
    const [one, other] = [await scene.fill(2), await scene.fill(2)];
    for (const after of [scene.ids.thread(scene.user), other.items[0]?.id ?? '', 'nonsense', '']) {
      const items = scene.store.loadThreadItems(one.thread.id, page({ after }), scene.user);
      await expect(items, after).rejects.toThrow(invalidCursor);
      await expect(scene.store.loadThreads(page({ after }), scene.user), after).rejects.toThrow(
        invalidCursor,
      );
    }
  });

  on('T11 saving an item changes it in its place, even its type', async (scene) => {
    const { thread, items } = await scene.fill(3);
    const replacement = assistant(items[1]?.id ?? '', thread.id, 'replaced');
    await scene.store.saveItem(thread.id, replacement, scene.user);
    const { data } = await scene.store.loadThreadItems(thread.id, page(), scene.user);
    expect(data).toEqual([items[0], replacement, items[2]]);
    expect(await scene.store.loadItem(thread.id, replacement.id, scene.user)).toEqual(replacement);
  });

  on('adding an item twice keeps one, with the later content in the earlier place', async (scene) => {
    const { thread, items } = await scene.fill(2);
    const again = userMessage(items[0]?.id ?? '', thread.id, 'again');
    await scene.store.addThreadItem(thread.id, again, scene.user);
    const { data } = await scene.store.loadThreadItems(thread.id, page(), scene.user);
    expect(data).toEqual([again, items[1]]);
  });

  on('a deleted item is absent, and deleting it again changes nothing', async (scene) => {
    const { thread, items } = await scene.fill(2);
    const id = items[0]?.id ?? '';
    await scene.store.deleteThreadItem(thread.id, id, scene.user);
    await scene.store.deleteThreadItem(thread.id, id, scene.user);
    await expect(scene.store.loadItem(thread.id, id, scene.user)).rejects.toThrow(absent);
    expect((await scene.store.loadThreadItems(thread.id, page(), scene.user)).data).toEqual([items[1]]);
  });

  on('what is loaded belongs to the caller: changing it changes nothing stored', async (scene) => {
    const { thread } = await scene.fill(1);
    const loaded = await scene.store.loadThread(thread.id, scene.user);
    loaded.metadata.changed = true;
    loaded.title = 'changed';
    expect(await scene.store.loadThread(thread.id, scene.user)).toEqual(thread);
  });
}
