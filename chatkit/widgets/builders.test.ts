import { expect, expectTypeOf, test } from 'vitest';
import { WidgetItem } from '../protocol/items.ts';
import type { WidgetRoot } from '../protocol/widgets.ts';
import * as widgets from './index.ts';
import { action, Badge, Basic, Card, Checkbox, Col, ListView, ListViewItem, Row, Text } from './index.ts';

test('W02 fields that are not set are absent from the JSON of a widget', () => {
  const json = JSON.parse(JSON.stringify(Card({ children: [Text({ value: 'Hello' })] })));
  expect(json).toStrictEqual({ type: 'Card', children: [{ type: 'Text', value: 'Hello' }] });
});

test('W02 a field that is given as undefined or null is absent, false and empty ones stay', () => {
  const text = Text({ value: '', truncate: false, color: undefined as unknown as string });
  expect(text).toStrictEqual({ type: 'Text', value: '', truncate: false });
  expect(widgets.Transition({ children: null })).toStrictEqual({ type: 'Transition' });
  expect(Card({})).toStrictEqual({ type: 'Card', children: [] });
});

test('W03 fields that are not set are absent from a widget inside its item', () => {
  const item = WidgetItem.parse({
    type: 'widget',
    id: 'msg_1',
    thread_id: 'thr_1',
    created_at: '2026-03-01T12:00:00.000Z',
    widget: Card({ children: [Text({ value: 'Hello' })] }),
  });
  const { widget } = JSON.parse(JSON.stringify(item));
  expect(widget).toStrictEqual({ type: 'Card', children: [{ type: 'Text', value: 'Hello' }] });
});

test('a child that depends on a condition is left out when the condition is false', () => {
  const done = false as boolean;
  const row = Row({ children: [Text({ value: 'Milk' }), done && Badge({ label: 'done' }), null, undefined] });
  expect(row.children).toStrictEqual([{ type: 'Text', value: 'Milk' }]);
});

test('a task list is built as the wire has it', () => {
  const toggle = action('task.toggle', { id: 't_17' }, { streaming: false });
  const list = ListView({
    limit: 8,
    status: { text: '1 open task', icon: 'check-circle' },
    children: [
      ListViewItem({
        key: 't_17',
        align: 'center',
        children: [
          Checkbox({ name: 'done', defaultChecked: false, onChangeAction: toggle }),
          Col({ flex: 1, children: [Text({ value: 'Send the invoice', truncate: true })] }),
        ],
      }),
    ],
  });
  expectTypeOf(list).toExtend<WidgetRoot>();
  expect(list).toStrictEqual({
    type: 'ListView',
    limit: 8,
    status: { text: '1 open task', icon: 'check-circle' },
    children: [
      {
        type: 'ListViewItem',
        key: 't_17',
        align: 'center',
        children: [
          {
            type: 'Checkbox',
            name: 'done',
            defaultChecked: false,
            onChangeAction: { type: 'task.toggle', payload: { id: 't_17' }, streaming: false },
          },
          { type: 'Col', flex: 1, children: [{ type: 'Text', value: 'Send the invoice', truncate: true }] },
        ],
      },
    ],
  });
});

test('an action without payload has none', () => {
  expect(action('refresh', undefined, { handler: 'client' })).toStrictEqual({
    type: 'refresh',
    handler: 'client',
  });
});

/** Every builder with the least it takes, beside the type that it writes. */
const LEAST = {
  Card: widgets.Card({}),
  ListView: widgets.ListView({}),
  ListViewItem: widgets.ListViewItem({}),
  Basic: widgets.Basic({}),
  Box: widgets.Box(),
  Row: widgets.Row(),
  Col: widgets.Col(),
  Text: widgets.Text({ value: '' }),
  Title: widgets.Title({ value: '' }),
  Caption: widgets.Caption({ value: '' }),
  Badge: widgets.Badge({ label: '' }),
  Button: widgets.Button({}),
  Icon: widgets.Icon({ name: 'check' }),
  Divider: widgets.Divider(),
  Spacer: widgets.Spacer(),
  Markdown: widgets.Markdown({ value: '' }),
  Form: widgets.Form(),
  Input: widgets.Input({ name: 'title' }),
  Textarea: widgets.Textarea({ name: 'title' }),
  Select: widgets.Select({ name: 'priority', options: [] }),
  DatePicker: widgets.DatePicker({ name: 'due' }),
  RadioGroup: widgets.RadioGroup({ name: 'status' }),
  Checkbox: widgets.Checkbox({ name: 'done' }),
  Label: widgets.Label({ value: 'Title', fieldName: 'title' }),
  Table: widgets.Table({}),
  'Table.Row': widgets.TableRow({}),
  'Table.Cell': widgets.TableCell({}),
  Transition: widgets.Transition({ children: null }),
  Image: widgets.Image({ src: '/a.png' }),
  Chart: widgets.Chart({ data: [], series: [], xAxis: 'month' }),
};

test.each(Object.entries(LEAST))('%s is written under its own type', (type, built) => {
  expect(built.type).toBe(type);
});

test('every builder of the door stands in the table above', () => {
  const builders = Object.keys(widgets).filter((name) => /^[A-Z]/.test(name));
  const written = Object.keys(LEAST).map((type) => type.replace('.', ''));
  expect(builders.toSorted()).toEqual(written.toSorted());
});

test('Basic may hold other roots', () => {
  expect(Basic({ children: [Card({})] })).toStrictEqual({
    type: 'Basic',
    children: [{ type: 'Card', children: [] }],
  });
});
