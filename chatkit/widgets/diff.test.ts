import { expect, test } from 'vitest';
import type { WidgetComponent, WidgetRoot } from '../protocol/widgets.ts';
import { diffWidget } from './diff.ts';
import { Badge, Card, Col, Markdown, Row, Text, Title, Transition } from './index.ts';

const card = (...children: WidgetComponent[]): WidgetRoot => Card({ children });
const typesOf = (before: WidgetRoot, after: WidgetRoot) => diffWidget(before, after).map(({ type }) => type);

const DELTA = 'widget.streaming_text.value_delta';
const COMPONENT = 'widget.component.updated';
const ROOT = 'widget.root.updated';

const streaming = (value: string, on: boolean) => Text({ id: 'text', value, streaming: on });

test.each<[string, WidgetRoot, WidgetRoot, string[]]>([
  ['two empty cards are the same', card(), card(), []],
  [
    'text with an id that grows is a delta',
    card(streaming('Hello', true)),
    card(streaming('Hello, world!', true)),
    [DELTA],
  ],
  [
    'text that grows and stops streaming is the root',
    card(streaming('Hello', true)),
    card(streaming('Hello, world!', false)),
    [ROOT],
  ],
  [
    'other text without an id is the root',
    card(Text({ value: 'Hello' })),
    card(Text({ value: 'world!' })),
    [ROOT],
  ],
  [
    'a changed field that no type knows is the root',
    card({ type: 'Gauge', level: { now: 1 } }),
    card({ type: 'Gauge', level: { now: 2 } }),
    [ROOT],
  ],
  [
    'a field that only one side has is the root',
    card({ type: 'Gauge' }),
    card({ type: 'Gauge', level: 1 }),
    [ROOT],
  ],
])('W01 %s', (_name, before, after, types) => {
  expect(typesOf(before, after)).toEqual(types);
});

test('U21 text that grows without an id is the root, where Python says nothing', () => {
  expect(typesOf(card(Text({ value: 'Hel' })), card(Text({ value: 'Hello' })))).toEqual([ROOT]);
});

test('U21 text with an id inside a Transition is a delta, where Python says nothing', () => {
  const at = (value: string) => card(Transition({ children: Text({ id: 'text', value }) }));
  expect(diffWidget(at('Hel'), at('Hello'))).toEqual([
    { type: DELTA, component_id: 'text', delta: 'lo', done: true },
  ]);
});

test('U21 two texts with one id are told by the root, where Python tells of the last one only', () => {
  const at = (value: string) => card(Text({ id: 'text', value }), Text({ id: 'text', value: 'Hello' }));
  expect(typesOf(at('Hel'), at('Hello'))).toEqual([ROOT]);
});

test('U21 a Title never grows by deltas', () => {
  const at = (value: string) => card(Title({ id: 'title', value }));
  expect(typesOf(at('Hel'), at('Hello'))).toEqual([ROOT]);
});

test('U22 a delta is done unless its component is streaming', () => {
  const at = (value: string) =>
    card(Text({ id: 'a', value, streaming: true }), Markdown({ id: 'b', value: `# ${value}` }));
  expect(diffWidget(at(''), at('Hi'))).toEqual([
    { type: DELTA, component_id: 'a', delta: 'Hi', done: false },
    { type: DELTA, component_id: 'b', delta: 'Hi', done: true },
  ]);
});

test.each<[string, WidgetRoot]>([
  ['another root', { type: 'ListView', children: [Text({ value: 'Hello' })] }],
  ['another key', { ...card(Text({ value: 'Hello' })), key: 'k' }],
  ['another id', { ...card(Text({ value: 'Hello' })), id: 'i' }],
  ['a longer list', card(Text({ value: 'Hello' }), Text({ value: 'world' }))],
  ['another component', card(Markdown({ value: 'Hello' }))],
  ['another style of the text', card(Text({ value: 'Hello', italic: true }))],
  ['an empty list where there was one', card()],
])('U23 %s is one update of the whole root', (_name, after) => {
  expect(diffWidget(card(Text({ value: 'Hello' })), after)).toEqual([{ type: ROOT, widget: after }]);
});

test('U23 null and unset are the same field of a component, but not the same value in a payload', () => {
  const at = (field: unknown) => card({ type: 'Text', value: 'Hello', color: field });
  expect(diffWidget(at(null), card(Text({ value: 'Hello' })))).toEqual([]);
  const withPayload = (payload: object) => card({ type: 'Button', onClickAction: { type: 'a', payload } });
  expect(typesOf(withPayload({ id: null }), withPayload({}))).toEqual([ROOT]);
});

const plan = (days: number, label = 'open') =>
  card(
    Title({ value: 'The plan for the next days' }),
    Col({ id: 'days', children: Array.from({ length: days }, (_, day) => Text({ value: `Day ${day}` })) }),
    Row({ children: [Badge({ id: 'state', label })] }),
  );

test('the one component with an id that changed is sent alone when that is smaller', () => {
  expect(diffWidget(plan(1), plan(1, 'done'))).toEqual([
    {
      type: COMPONENT,
      component_id: 'state',
      component: { type: 'Badge', id: 'state', label: 'done' },
    },
  ]);
});

test('the nearest component with an id stands for what changed inside it', () => {
  expect(diffWidget(plan(1), plan(2))).toMatchObject([
    { type: COMPONENT, component_id: 'days', component: { children: [{}, {}] } },
  ]);
});

test('two components with an id that changed are the root', () => {
  expect(typesOf(plan(1), plan(2, 'done'))).toEqual([ROOT]);
});

test('text that is not a continuation is sent as its component when that is smaller', () => {
  const at = (value: string) => card(Title({ value: 'A title of some length' }), Text({ id: 'text', value }));
  expect(typesOf(at('Hello'), at('World'))).toEqual([COMPONENT]);
});
