import { expect, test } from 'vitest';
import { loadingOf, readAction, startsTurn } from './widget-actions.ts';

test('an action is read from loose JSON, and what cannot be one is none', () => {
  expect(readAction({ type: 'task.done', payload: { id: 7 } })).toEqual({
    type: 'task.done',
    payload: { id: 7 },
    handler: 'server',
    loadingBehavior: 'auto',
    streaming: true,
  });
  for (const none of [null, undefined, 'task.done', {}, { type: '' }, { type: 7 }, []]) {
    expect(readAction(none)).toBeNull();
  }
});

test('unknown handlers and behaviours fall back; an absent payload stays absent', () => {
  const action = readAction({ type: 'a', payload: null, handler: 'robot', loadingBehavior: 'shake' });
  expect(action).toEqual({ type: 'a', handler: 'server', loadingBehavior: 'auto', streaming: true });
});

test('streaming is off as a boolean and as the text of the documentation', () => {
  for (const streaming of [false, 'false']) {
    expect(readAction({ type: 'a', streaming })?.streaming).toBe(false);
  }
  expect(readAction({ type: 'a', streaming: 'yes' })?.streaming).toBe(true);
});

test('what shows the loading depends on where the action starts, unless the action says it', () => {
  const auto = { type: 'a' };
  expect(loadingOf(auto, 'button')).toBe('self');
  expect(loadingOf(auto, 'list-item')).toBe('self');
  expect(loadingOf(auto, 'confirm')).toBe('container');
  expect(loadingOf(auto, 'form')).toBe('container');
  expect(loadingOf(auto, 'field')).toBe('none');
  expect(loadingOf({ ...auto, loadingBehavior: 'container' }, 'field')).toBe('container');
});

test('only a streamed action for the server is a turn', () => {
  expect(startsTurn({ type: 'a' })).toBe(true);
  expect(startsTurn({ type: 'a', streaming: false })).toBe(false);
  expect(startsTurn({ type: 'a', handler: 'client' })).toBe(false);
});
