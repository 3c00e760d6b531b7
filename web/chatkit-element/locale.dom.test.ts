import './define.ts';
import type { SupportedLocale } from '@openai/chatkit';
import { expect, test, vi } from 'vitest';
import { ChatKitElement } from './element.ts';
import { ur } from './locales/ur.ts';
import { assistantMessage, userMessage } from './testing/events.ts';
import { mount } from './testing/mounted.ts';
import { json, threadOf } from './testing/scripted-server.ts';

const turn = (root: ShadowRoot) => {
  const panel = root.querySelector('.panel');
  return [panel?.getAttribute('lang'), panel?.getAttribute('dir')];
};

test('a panel in Urdu is English until its words are there, and keeps the draft when they come', async () => {
  const { root, button, type } = mount({}, { locale: 'ur' });
  expect(turn(root)).toEqual(['en', 'ltr']);
  expect(button('Send message')).toBeDefined();
  const input = type('دودھ خریدیں');
  input.focus();
  await expect.poll(() => turn(root)).toEqual(['ur', 'rtl']);
  expect(button(ur.send)).toBeDefined();
  expect(root.querySelector('textarea')).toBe(input);
  expect(input.value).toBe('دودھ خریدیں');
  expect(root.activeElement).toBe(input);
  expect(root.querySelector('.panel')?.textContent).toContain(ur.greeting);
});

test('a change of the locale relabels the panel in place', async () => {
  const items = [userMessage('m1', 'Show my tasks'), assistantMessage('a1', 'You have three.')];
  const { element, root, button, options, server, trace } = mount(
    { 'threads.get_by_id': () => json(threadOf('thr_1', items)) },
    { initialThread: 'thr_1', locale: 'en' },
  );
  await expect.poll(() => trace).toContain('thread.load.end{thr_1}');
  const message = root.querySelector('.bubble');
  element.setOptions({ ...options, locale: 'ur' });
  await expect.poll(() => button(ur.copy_message)).toBeDefined();
  element.setOptions({ ...options, locale: 'en' });
  await expect.poll(() => button('Copy message')).toBeDefined();
  expect(turn(root)).toEqual(['en', 'ltr']);
  expect(root.querySelector('.bubble')).toBe(message);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['ur-PK', 'ur'],
  ['en-GB', 'en'],
  ['sq', 'en'],
] as const)('with the locale %s requests ask for %s', async (locale, language) => {
  const scripts = { 'threads.get_by_id': () => json(threadOf('thr_1', [])) };
  // A browser may name any locale, the contract only some.
  const { server } = mount(scripts, { initialThread: 'thr_1', locale: locale as SupportedLocale });
  await expect.poll(() => server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers['accept-language']).toBe(language);
});

test('words and answers run each in their own direction', async () => {
  const items = [userMessage('m1', 'Show my tasks'), assistantMessage('a1', 'You have `3` tasks.')];
  const scripts = { 'threads.get_by_id': () => json(threadOf('thr_1', items)) };
  const { root } = mount(scripts, { initialThread: 'thr_1', locale: 'ur' });
  await expect.poll(() => root.querySelector('.assistant .markdown')?.getAttribute('dir')).toBe('auto');
  // What readers of the screen hear before it must not decide its direction.
  expect(root.querySelector('.assistant')?.hasAttribute('dir')).toBe(false);
  expect(root.querySelector('.bubble')?.getAttribute('dir')).toBe('auto');
});

test('a dictionary that is registered late reaches the panels that wait for it', async () => {
  const { element, root, button } = mount({}, { locale: 'ar' });
  expect(turn(root)).toEqual(['en', 'ltr']);
  ChatKitElement.registerLocale('ar', { send: 'إرسال' });
  expect(turn(root)).toEqual(['ar', 'rtl']);
  expect(button('إرسال')).toBeDefined();
  element.remove();
  await Promise.resolve();
  ChatKitElement.registerLocale('ar', { send: 'أرسل' });
  expect(root.childElementCount).toBe(0);
});

test('a locale that is no code is named as a mistake, and the panel reads in the language of the browser', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { root } = mount({}, { locale: 7 as unknown as SupportedLocale });
  expect(logged).toHaveBeenCalledWith('<openai-chatkit> locale: expected the code of a language');
  expect(turn(root)).toEqual(['en', 'ltr']);
});

test('numbers are written as the words around them are', () => {
  ChatKitElement.registerLocale('bn', { too_long: '{n} / {max}' });
  const { element, root, type } = mount({}, { locale: 'bn' });
  element.setAttribute('max-length', '1000');
  type('x'.repeat(1234));
  return expect.poll(() => root.querySelector('.counter')?.textContent).toBe('১,২৩৪ / ১,০০০');
});
