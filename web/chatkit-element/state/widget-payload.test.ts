import { expect, test } from 'vitest';
import { mergeValues } from './widget-payload.ts';

test('fields join the payload by their names, dotted ones nested', () => {
  const merged = mergeValues(
    { id: 7, todo: { list: 'shop' } },
    { 'todo.title': 'Milk', 'todo.due.date': '2026-12-01', done: false },
  );
  expect(merged).toEqual({
    payload: { id: 7, todo: { list: 'shop', title: 'Milk', due: { date: '2026-12-01' } }, done: false },
    clashes: [],
    refused: [],
  });
});

test('the payload is left as it is when there are no fields, also when it is absent or no object', () => {
  for (const payload of [undefined, 7, ['a'], { id: 1 }]) {
    expect(mergeValues(payload, {}).payload).toBe(payload);
  }
  expect(mergeValues(undefined, { done: true }).payload).toEqual({ done: true });
});

test('what the payload has wins, and the name of the field is told', () => {
  const merged = mergeValues({ title: 'Mine', todo: 'text' }, { title: 'Yours', 'todo.title': 'Yours' });
  expect(merged).toEqual({
    payload: { title: 'Mine', todo: 'text' },
    clashes: ['title', 'todo.title'],
    refused: [],
  });
});

test('a payload that is no object keeps its value, and every field is told', () => {
  expect(mergeValues([1], { a: 'x' })).toEqual({ payload: [1], clashes: ['a'], refused: [] });
});

test('the payload that came with the widget is not changed', () => {
  const payload = { todo: { id: 1 } };
  mergeValues(payload, { 'todo.title': 'Milk' });
  expect(payload).toEqual({ todo: { id: 1 } });
});

test.each(['__proto__', '__proto__.polluted', 'a.constructor.b', 'prototype', '', 'a..b', '.a'])(
  'the name %j reaches nothing',
  (name) => {
    const values = Object.fromEntries([[name, 'yes']]);
    const { payload, refused } = mergeValues({ id: 1 }, values);
    expect(refused).toEqual([name]);
    expect(payload).toEqual({ id: 1 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
