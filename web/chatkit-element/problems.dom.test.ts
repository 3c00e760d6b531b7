import './define.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { assistantMessage, confirmed, created, done } from './testing/events.ts';
import { mount } from './testing/mounted.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

test('without a network the message says so; Retry waits for the network and then sends it once', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  let calls = 0;
  const { element, root, button, text } = mount({
    'threads.create': ({ params }) => {
      if (calls++ === 0) throw new TypeError('Failed to fetch');
      return [created(), confirmed(params), done(assistantMessage('a1', 'Back again'))];
    },
  });
  await expect(element.sendUserMessage({ text: 'Hello' })).rejects.toMatchObject({ code: 'network' });
  await expect.poll(() => root.querySelector('.problem')?.textContent).toContain('Connection lost.');
  expect(text()).toContain('Not sent');
  expect(button('Retry')?.disabled).toBe(true);
  onLine.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => button('Retry')?.disabled).toBe(false);
  button('Retry')?.click();
  await expect.poll(text).toContain('Back again');
  expect(calls).toBe(2);
  expect(text()).not.toContain('Not sent');
});
