import { expect, test } from 'vitest';
import type { ActionHandlers, ActionTurn } from './actions.ts';
import { chat, ownerOf, type User, withWidget } from './testing/chat.ts';
import { outline } from './testing/collect.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { action, add, assistant, done, syncAction, widget } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });
const CREATE_USER = { type: 'create_user', payload: { user_id: '123' } };
const sent = (id: string) => widget(id, '', 'Email sent!').widget;

test.each(STORES)(
  'S16 an action goes to its handler with the stored widget, and its events to the client (%s)',
  async (_, Kind) => {
    const seen: ActionTurn<User>[] = [];
    const made = chat({
      store: new Kind<User>(ownerOf),
      actions: {
        async *stream(turn) {
          seen.push(turn);
          const update = { type: 'widget.root.updated' as const, widget: sent('') };
          yield { type: 'thread.item.updated', item_id: turn.sender?.id ?? '', update };
        },
      },
    });
    const item = await withWidget(made);
    const all = await made.events({ ...action(item.thread_id, CREATE_USER, item.id), metadata: { a: 1 } });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ action: CREATE_USER, sender: item, input: null, metadata: { a: 1 } });
    expect(seen[0]?.history.at(-1)).toEqual(item);
    expect(seen[0]?.context).toBe(made.user);
    expect(all).toEqual([
      { type: 'stream_options', stream_options: { allow_cancel: true } },
      {
        type: 'thread.item.updated',
        item_id: item.id,
        update: { type: 'widget.root.updated', widget: sent('') },
      },
    ]);
    expect(made.turns).toHaveLength(1);
  },
);

test('an action’s turn stores what it does as a message’s turn does, and may replace its widget for good', async () => {
  const made = chat({
    actions: {
      async *stream({ sender, thread, newItem }) {
        if (sender) yield { type: 'thread.item.replaced', item: { ...sender, widget: sent('') } };
        yield done(assistant(newItem('message').id, thread.id, 'Sent'));
        thread.title = 'Mail';
      },
    },
  });
  const item = await withWidget(made);
  const all = await made.events(action(item.thread_id, CREATE_USER, item.id));
  expect(outline(all)).toEqual([
    'stream_options',
    'thread.item.replaced widget',
    'thread.item.done assistant_message',
    'thread.updated',
  ]);
  expect((await made.items(item.thread_id))[1]).toEqual({ ...item, widget: sent('') });
  expect(await made.items(item.thread_id)).toHaveLength(3);
});

test('U15 an action of an item that is no widget is one error, without a turn', async () => {
  const handled: unknown[] = [];
  const made = chat({
    actions: {
      async *stream(turn) {
        handled.push(turn);
        yield { type: 'progress_update', text: 'x' };
      },
    },
  });
  const id = await made.thread();
  const body = action(id, CREATE_USER, (await made.items(id))[0]?.id);
  expect(await made.events(body)).toEqual([{ type: 'error', code: 'stream.error', allow_retry: false }]);
  expect(handled).toEqual([]);
  expect(outline(await made.events(add(id, 'More')))).toHaveLength(2);
});

test('U15 an action without an item has no sender', async () => {
  const senders: unknown[] = [];
  const made = chat({
    actions: {
      async *stream({ sender }) {
        senders.push(sender);
        yield { type: 'progress_update', text: 'x' };
      },
      sync: ({ sender }) => void senders.push(sender),
    },
  });
  const id = await made.thread();
  expect(outline(await made.events(action(id, CREATE_USER)))).toEqual(['stream_options', 'progress_update']);
  expect(await made.json(syncAction(id, CREATE_USER))).toEqual({});
  expect(senders).toEqual([null, null]);
});

test.each(STORES)(
  'U15 without the handler of its kind an action is refused and begins no turn (%s)',
  async (_, Kind) => {
    const store = new Kind<User>(ownerOf);
    for (const actions of [undefined, {}]) {
      const made = chat({ store, ...(actions && { actions }) });
      const { thread_id, id } = await withWidget(made);
      const [message] = await made.items(thread_id);
      for (const itemId of [id, message?.id, undefined]) {
        for (const body of [
          action(thread_id, CREATE_USER, itemId),
          syncAction(thread_id, CREATE_USER, itemId),
        ]) {
          const answer = made.server.process(body, made.user);
          await expect(answer).rejects.toThrow(refusal(400, 'invalid_request'));
          const stranger = made.server.process(body, { user_id: 'stranger' });
          await expect(stranger).rejects.toThrow(refusal(404, 'not_found'));
        }
      }
      expect(made.turns).toHaveLength(1);
      expect(made.logged).toEqual([]);
      expect(outline(await made.events(add(thread_id, 'More')))).toHaveLength(2);
    }
  },
);

test.each(STORES)(
  'a sync action is answered while a turn runs, a streaming one is not (%s)',
  async (_, Kind) => {
    const made = chat({
      store: new Kind<User>(ownerOf),
      actions: {
        sync: ({ sender }) => sender ?? undefined,
        async *stream() {
          yield { type: 'progress_update', text: 'x' };
        },
      },
      async *respond({ input, newItem }) {
        if (input?.quoted_text === 'wait') await new Promise(() => {});
        yield done({ type: 'end_of_turn', ...newItem('message') });
      },
    });
    const item = await withWidget(made);
    const running = await made.open(add(item.thread_id, 'Hold', { quoted_text: 'wait' }));
    expect(await made.json(syncAction(item.thread_id, CREATE_USER, item.id))).toEqual({ updated_item: item });
    const streaming = made.server.process(action(item.thread_id, CREATE_USER, item.id), made.user);
    await expect(streaming).rejects.toThrow(refusal(409, 'turn_in_progress'));
    await running.events.return?.();
  },
);

test('actions on another user’s widget, another thread’s and none at all are the same 404, unheard', async () => {
  const handled: unknown[] = [];
  const actions: ActionHandlers<User> = {
    async *stream(turn) {
      handled.push(turn);
      yield { type: 'progress_update', text: 'x' };
    },
    sync: (call) => void handled.push(call),
  };
  const store = new MemoryStore<User>(ownerOf);
  const [owner, stranger] = [chat({ store, actions }), chat({ store, actions })];
  const [item, other, foreign] = [
    await withWidget(owner),
    await withWidget(owner),
    await withWidget(stranger),
  ];
  for (const [threadId, itemId] of [
    [foreign.thread_id, foreign.id],
    [foreign.thread_id, undefined],
    [item.thread_id, foreign.id],
    [item.thread_id, other.id],
    [item.thread_id, 'widget_unknown'],
    ['thr_unknown', undefined],
  ] as const) {
    for (const body of [action(threadId, CREATE_USER, itemId), syncAction(threadId, CREATE_USER, itemId)]) {
      await expect(owner.server.process(body, owner.user)).rejects.toThrow(refusal(404, 'not_found'));
    }
  }
  expect(handled).toEqual([]);
});
