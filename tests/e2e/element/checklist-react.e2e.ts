import { REACT_KINDS } from '#dev/element/build.ts';
import { createGate } from '#dev/element/chat-server.ts';
import { confirmed, created, say, stored } from './events.ts';
import { expect, test } from './host.ts';

for (const page of REACT_KINDS) {
  for (const strictMode of [false, true]) {
    const where = `${page}${strictMode ? ' in StrictMode' : ''}`;

    test(`1 a thread at boot, a message and an unmount give each event once and in order: ${where}`, async ({
      host,
      chat,
    }) => {
      chat.on('threads.get_by_id', (call) => call.answer(stored('thr_7', [])));
      chat.on('threads.add_user_message', (call) => {
        call.send(
          confirmed(call.params, 'msg_1', 'thr_7'),
          ...say('ans_1', 'Hello from the server', 'thr_7'),
        );
      });
      await host.open({ page, strictMode, options: { initialThread: 'thr_7' } });
      const loaded = ['ready', 'thread.load.start{thr_7}', 'thread.change{thr_7}', 'thread.load.end{thr_7}'];
      await expect.poll(() => host.trace()).toEqual(loaded);
      await expect(host.element).toHaveClass('chat');
      await host.panel.say('Hello');
      await expect(host.panel.lastAnswer).toContainText('Hello from the server');
      expect(await host.trace()).toEqual([...loaded, 'response.start', 'response.end']);
      expect(chat.of('threads.get_by_id')).toHaveLength(1);
      await host.page.evaluate(() => window.host.unmount());
      await expect(host.element).toHaveCount(0);
    });
  }
}

test('1 a first message names the new thread, and effects come in stream order', async ({ host, chat }) => {
  chat.on('threads.create', (call) => {
    call.send(created('thr_1'), confirmed(call.params));
    call.send({ type: 'client_effect', name: 'first', data: {} });
    call.send({ type: 'client_effect', name: 'second', data: {} }, ...say('ans_1', 'Done'));
  });
  await host.open({ page: 'react19-production' });
  await host.panel.say('Hello');
  await expect
    .poll(() => host.trace())
    .toEqual([
      'ready',
      'response.start',
      'thread.change{thr_1}',
      'effect{first}',
      'effect{second}',
      'response.end',
    ]);
});

test('2 options that change in mid-stream keep text, draft, focus and scroll', async ({ host, chat }) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    const [added, first, ...rest] = say('ans_1', `${'A line of the answer.\n\n'.repeat(400)}`);
    call.send(created(), confirmed(call.params));
    if (added && first) call.send(added, first);
    await gate.passed;
    call.send(...rest);
  });
  await host.open({
    page: 'react19-development',
    strictMode: true,
    options: { thread: { autoScroll: true } },
  });
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.lastAnswer).toContainText('A line of the answer.');
  await panel.composer.fill('A draft');
  const log = host.page.getByRole('log');
  await log.evaluate((box) => {
    box.scrollTop = 300;
  });
  await panel.composer.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(2, 5));
  for (const scheme of ['dark', 'light', 'dark'] as const) {
    await host.setOptions({
      theme: scheme,
      initialThread: 'thr_1',
      composer: { placeholder: `Now ${scheme}` },
      thread: { autoScroll: true },
    });
  }
  await expect(panel.composer).toHaveAttribute('placeholder', 'Now dark');
  await expect(panel.composer).toHaveValue('A draft');
  await expect(panel.composer).toBeFocused();
  expect(
    await panel.composer.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd]),
  ).toEqual([2, 5]);
  expect(await log.evaluate((box) => box.scrollTop)).toBe(300);
  await expect(panel.stopButton.or(panel.sendButton)).toBeVisible();
  gate.open();
  await panel.isQuiet();
  expect(await log.evaluate((box) => box.scrollTop)).toBe(300);
  expect(await host.trace()).toEqual(['ready', 'response.start', 'thread.change{thr_1}', 'response.end']);
  expect(chat.calls).toHaveLength(1);
});
