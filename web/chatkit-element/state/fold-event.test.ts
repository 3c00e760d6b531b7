import { expect, test } from 'vitest';
import type { ThreadItemUpdate, ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import {
  added,
  assistantMessage,
  cancellable,
  created,
  delta,
  done,
  userMessage,
  workflow,
} from '../testing/events.ts';
import { type ChatState, EMPTY_CHAT, type Row } from './chat-state.ts';
import { foldEvent } from './fold-event.ts';
import { messageText } from './rows.ts';

const bubble: Row = {
  kind: 'item',
  key: 'local_1',
  turn: 1,
  item: userMessage('local_1', 'Hello'),
  pending: false,
  mark: 'sending',
};
const sending: ChatState = { ...EMPTY_CHAT, phase: 'responding', turn: 1, rows: [bubble] };

const fold = (state: ChatState, ...events: ThreadStreamEvent[]) => events.reduce(foldEvent, state);
const texts = (state: ChatState) =>
  state.rows.map((row) => (row.kind === 'item' ? messageText(row.item) : row.problem.kind));
const keys = (state: ChatState) => state.rows.map((row) => row.key);

test('a whole turn becomes a confirmed message and one answer', () => {
  const state = fold(
    sending,
    created(),
    done(userMessage('m1', 'Hello')),
    cancellable,
    added(assistantMessage('a1', '')),
    delta('a1', 'Hi '),
    delta('a1', 'there'),
    done(assistantMessage('a1', 'Hi there')),
  );
  expect(state.threadId).toBe('thr_1');
  expect(state.allowCancel).toBe(true);
  expect(texts(state)).toEqual(['Hello', 'Hi there']);
  expect(state.rows.every((row) => row.kind === 'item' && !row.pending)).toBe(true);
});

test('the confirmed message takes the place and the key of its bubble', () => {
  const [row] = fold(sending, done(userMessage('m1', 'Hello'))).rows;
  expect(row).toMatchObject({ key: 'local_1', item: { id: 'm1' } });
  expect(row).not.toHaveProperty('mark', 'sending');
});

test('an item that is only ever done is appended', () => {
  expect(texts(fold(sending, done(assistantMessage('a1', 'Hi'))))).toEqual(['Hello', 'Hi']);
});

test('an answer whose id an earlier turn used does not overwrite that turn, and gets the deltas', () => {
  const before = fold(sending, done(assistantMessage('__fake_id__', 'First')));
  const next = { ...before, turn: 2 };
  const state = fold(next, added(assistantMessage('__fake_id__', '')), delta('__fake_id__', 'Second'));
  expect(texts(state)).toEqual(['Hello', 'First', 'Second']);
  expect(new Set(keys(state)).size).toBe(3);
});

test('a workflow that stayed open is continued by the next turn in its place', () => {
  const task = (title: string) => ({ type: 'custom', title, status_indicator: 'complete' }) as const;
  const before = fold(sending, added(workflow('w1', [task('One')])));
  const state = fold({ ...before, turn: 2 }, done(workflow('w1', [task('One'), task('Two')])));
  expect(state.rows).toHaveLength(2);
  expect(state.rows[1]).toMatchObject({
    item: { workflow: { tasks: [{ title: 'One' }, { title: 'Two' }] } },
  });
});

test('a replaced item keeps its place, a removed one goes', () => {
  const state = fold(sending, done(assistantMessage('a1', 'One')), done(assistantMessage('a2', 'Two')));
  const replaced = fold(state, { type: 'thread.item.replaced', item: assistantMessage('a1', 'Other') });
  expect(texts(replaced)).toEqual(['Hello', 'Other', 'Two']);
  expect(texts(fold(replaced, { type: 'thread.item.removed', item_id: 'a1' }))).toEqual(['Hello', 'Two']);
});

test('a progress line lasts until something of the turn can be seen', () => {
  const working = fold(sending, done(userMessage('m1', 'Hello')), {
    type: 'progress_update',
    text: 'Searching',
  });
  expect(working.progress).toEqual({ text: 'Searching', icon: undefined });
  const begun = fold(working, added(assistantMessage('a1', '')));
  expect(begun.progress?.text).toBe('Searching');
  expect(fold(begun, delta('a1', 'H')).progress).toBeNull();
});

test('an error event with its own words shows them, any other code a fixed sentence', () => {
  const own = fold(sending, { type: 'error', code: 'custom', message: 'Too slow', allow_retry: true });
  expect(own.rows.at(-1)).toMatchObject({ problem: { kind: 'custom', detail: 'Too slow', retry: 'turn' } });
  const other = fold(sending, {
    type: 'error',
    code: 'stream.error',
    message: 'stack trace',
    allow_retry: false,
  });
  expect(other.rows.at(-1)).toMatchObject({ problem: { kind: 'failed', retry: null } });
  expect(JSON.stringify(other)).not.toContain('stack trace');
});

test('thread.updated changes title and status and keeps the rows', () => {
  const { items: _items, ...rest } = (created() as Extract<ThreadStreamEvent, { type: 'thread.created' }>)
    .thread;
  const thread = {
    ...rest,
    title: 'Groceries',
    status: { type: 'locked' as const },
    items: { data: [], has_more: false },
  };
  const state = fold(sending, created(), { type: 'thread.updated', thread });
  expect(state.thread).toMatchObject({ title: 'Groceries', status: { type: 'locked' } });
  expect(texts(state)).toEqual(['Hello']);
});

test('events of unknown types, and of items that are not there, change nothing', () => {
  expect(fold(sending, { type: 'thread.sparkle' } as unknown as ThreadStreamEvent)).toBe(sending);
  expect(fold(sending, delta('nobody', 'x'))).toBe(sending);
  for (const type of ['new.kind', 'toString', '__proto__']) {
    const unknown = { type: 'thread.item.updated', item_id: 'local_1', update: { type } };
    expect(fold(sending, unknown as unknown as ThreadStreamEvent)).toBe(sending);
    expect(fold(sending, { type } as unknown as ThreadStreamEvent)).toBe(sending);
  }
});

test('items that are not for eyes leave no row, also when they take the place of another', () => {
  const base = { thread_id: 'thr_1', created_at: '2026-11-21T08:00:00.000Z' };
  const end: ThreadItem = { type: 'end_of_turn', id: 'e1', ...base };
  const hidden: ThreadItem = { type: 'hidden_context_item', id: 'h1', ...base, content: 'secret' };
  expect(fold(sending, done(end), added(hidden))).toBe(sending);
  const state = fold(sending, done(assistantMessage('h1', 'Hi')));
  expect(texts(fold(state, { type: 'thread.item.replaced', item: hidden }))).toEqual(['Hello']);
});

test('a second answer under the same id in one turn does not overwrite the first, and gets the deltas', () => {
  const state = fold(
    sending,
    done(assistantMessage('__fake_id__', 'First')),
    added(assistantMessage('__fake_id__', '')),
    delta('__fake_id__', 'Sec'),
    done(assistantMessage('__fake_id__', 'Second')),
    added(assistantMessage('__fake_id__', '')),
    delta('__fake_id__', 'Third'),
  );
  expect(texts(state)).toEqual(['Hello', 'First', 'Second', 'Third']);
  expect(new Set(keys(state)).size).toBe(4);
});

test('an image in the making takes its pictures and tells how far it is', () => {
  const item: ThreadItem = {
    ...{ type: 'generated_image', id: 'i1', thread_id: 'thr_1' },
    created_at: '2026-11-21T08:00:00.000Z',
  };
  const image = { id: 'img', url: 'data:image/png;base64,AA' };
  const update = { type: 'generated_image.updated', image, progress: 0.25 } as const;
  const state = fold(sending, added(item), { type: 'thread.item.updated', item_id: 'i1', update });
  expect(state.rows.at(-1)).toMatchObject({ pending: true, progress: 0.25, item: { image } });
});

test('a widget is updated in its place: a text that grows, a component, the root', () => {
  const item: ThreadItem = {
    ...{ type: 'widget', id: 'w1', thread_id: 'thr_1', created_at: '2026-11-21T08:00:00.000Z' },
    widget: { type: 'Card', children: [{ type: 'Text', id: 't', value: 'Hel', streaming: true }] },
  };
  const update = (change: ThreadItemUpdate): ThreadStreamEvent => ({
    ...{ type: 'thread.item.updated', item_id: 'w1' },
    update: change,
  });
  const grown = fold(
    sending,
    added(item),
    update({ type: 'widget.streaming_text.value_delta', component_id: 't', delta: 'lo', done: true }),
  );
  expect(grown.rows.at(-1)).toMatchObject({
    item: { widget: { children: [{ value: 'Hello', streaming: false }] } },
  });
  const component = { type: 'Badge', id: 't', label: 'new' };
  const badge = fold(grown, update({ type: 'widget.component.updated', component_id: 't', component }));
  expect(badge.rows.at(-1)).toMatchObject({ item: { widget: { children: [component] } } });
  const widget = { type: 'ListView' as const, children: [] };
  const list = fold(badge, update({ type: 'widget.root.updated', widget }));
  expect(list.rows.at(-1)).toMatchObject({ key: 'w1', item: { widget } });
});

test('at most three notices are kept, the newest ones', () => {
  const notice = (message: string): ThreadStreamEvent => ({ type: 'notice', level: 'info', message });
  const state = fold(sending, notice('1'), notice('2'), notice('3'), notice('4'));
  expect(state.notices.map((each) => each.message)).toEqual(['2', '3', '4']);
});
