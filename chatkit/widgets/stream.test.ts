import { expect, test } from 'vitest';
import type { WidgetRoot } from '../protocol/widgets.ts';
import { chat } from '../testing/chat.ts';
import { collect, outline } from '../testing/collect.ts';
import { create } from '../testing/script.ts';
import { accumulateText, Card, streamWidget, Text } from './index.ts';

const turn = { newItem: () => ({ id: 'msg_1', thread_id: 'thr_1', created_at: '2026-03-01T12:00:00.000Z' }) };
const at = (value: string) => Card({ children: [Text({ id: 'text', value })] });

async function* states(...values: string[]): AsyncGenerator<WidgetRoot> {
  for (const value of values) yield at(value);
}

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

test('S34 a widget whose text grows is added, told by deltas and done with its last state', async () => {
  const events = await collect(streamWidget(turn, states('', 'Hel', 'Hello,', 'Hello, world')));
  const delta = (text: string) => ({
    type: 'thread.item.updated',
    item_id: 'msg_1',
    update: { type: 'widget.streaming_text.value_delta', component_id: 'text', delta: text, done: true },
  });
  expect(events).toEqual([
    { type: 'thread.item.added', item: { type: 'widget', ...turn.newItem(), widget: at('') } },
    ...['Hel', 'lo,', ' world'].map(delta),
    { type: 'thread.item.done', item: { type: 'widget', ...turn.newItem(), widget: at('Hello, world') } },
  ]);
});

test('S35 text that is not a continuation replaces the root', async () => {
  const events = await collect(streamWidget(turn, states('Hello', 'World')));
  expect(events).toMatchObject([
    { type: 'thread.item.added', item: { widget: at('Hello') } },
    { type: 'thread.item.updated', update: { type: 'widget.root.updated', widget: at('World') } },
    { type: 'thread.item.done', item: { widget: at('World') } },
  ]);
});

test('U24 a ready widget is one done item with its copy text', async () => {
  const events = await collect(streamWidget(turn, at('Hello'), { copyText: 'Hello' }));
  expect(events).toEqual([
    {
      type: 'thread.item.done',
      item: { type: 'widget', ...turn.newItem(), widget: at('Hello'), copy_text: 'Hello' },
    },
  ]);
});

test('U24 the id is drawn once and with kind message', async () => {
  const kinds: string[] = [];
  const newItem = (kind: string) => {
    kinds.push(kind);
    return turn.newItem();
  };
  await collect(streamWidget({ newItem }, states('a', 'b', 'c')));
  expect(kinds).toEqual(['message']);
});

test('U24 a sequence without a state is an error', async () => {
  await expect(collect(streamWidget(turn, states()))).rejects.toThrow('at least one state');
});

test('a source that goes on changing one object is told as if each state were its own', async () => {
  async function* same(): AsyncGenerator<WidgetRoot> {
    const text = Text({ id: 'text', value: '' });
    const widget = Card({ children: [text] });
    for (const value of ['a', 'ab']) {
      text.value = value;
      yield widget;
    }
  }
  const [added, updated] = await collect(streamWidget(turn, same()));
  expect(added).toMatchObject({ item: { widget: at('a') } });
  expect(updated).toMatchObject({ update: { delta: 'b' } });
});

test('a reader that leaves ends the source', async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<WidgetRoot> {
    try {
      for (let value = ''; ; value += 'a') yield at(value);
    } finally {
      ended = true;
    }
  }
  for await (const _ of streamWidget(turn, endless())) break;
  expect(ended).toBe(true);
});

test('A05 accumulated text begins as its base, grows while streaming and ends not streaming', async () => {
  const base = { ...Text({ key: 'text', value: '', streaming: true }) };
  expect(await collect(accumulateText(pieces('Hello, ', 'world!'), base))).toEqual([
    base,
    { type: 'Text', key: 'text', value: 'Hello, ', streaming: true },
    { type: 'Text', key: 'text', value: 'Hello, world!', streaming: true },
    { type: 'Text', key: 'text', value: 'Hello, world!', streaming: false },
  ]);
});

test('a widget that grows in a turn is stored with its last state', async () => {
  const { events, items } = chat({
    async *respond(turn) {
      async function* grow() {
        for await (const text of accumulateText(pieces('Hel', 'lo'), Text({ id: 'text', value: '' }))) {
          yield Card({ children: [text] });
        }
      }
      yield* streamWidget(turn, grow());
    },
  });
  const told = await events(create('Hi'));
  expect(outline(told).slice(3)).toEqual([
    'thread.item.added widget',
    'thread.item.updated widget.root.updated',
    'thread.item.updated widget.streaming_text.value_delta',
    'thread.item.updated widget.root.updated',
    'thread.item.done widget',
  ]);
  const [created] = told;
  const stored = await items(created?.type === 'thread.created' ? created.thread.id : '');
  expect(stored.at(-1)).toMatchObject({
    type: 'widget',
    widget: { children: [{ value: 'Hello', streaming: false }] },
  });
});
