import { createGate, encodeEvent } from '#dev/element/chat-server.ts';
import {
  added,
  assistantMessage,
  cancellable,
  confirmed,
  created,
  delta,
  done,
  say,
  stored,
  userMessage,
} from './events.ts';
import { expect, test } from './host.ts';

test('4 the bubble that was there at once is the one that the server confirms', async ({ host, chat }) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    call.send(created());
    await gate.passed;
    call.send(confirmed(call.params, 'msg_of_the_server'), ...say('ans_1', 'Hello'));
  });
  await host.open();
  const { panel } = host;
  await panel.send('Only once');
  await expect(panel.questions).toHaveCount(1);
  await panel.questions.evaluate((bubble) => bubble.setAttribute('data-seen', 'yes'));
  gate.open();
  await expect(panel.lastAnswer).toContainText('Hello');
  await panel.isQuiet();
  await expect(panel.questions).toHaveCount(1);
  await expect(panel.questions).toHaveAttribute('data-seen', 'yes');
});

test('5 answering again drops what came after the message, and asks for that message', async ({
  host,
  chat,
}) => {
  chat.on('threads.get_by_id', (call) =>
    call.answer(
      stored('thr_1', [
        userMessage('m1', 'First'),
        assistantMessage('a1', 'The first answer'),
        userMessage('m2', 'Second'),
        assistantMessage('a2', 'The second answer'),
      ]),
    ),
  );
  chat.on('threads.retry_after_item', (call) => call.send(...say('a3', 'A better first answer')));
  await host.open({ options: { initialThread: 'thr_1', threadItemActions: { retry: true } } });
  const { panel } = host;
  await expect(panel.answers).toHaveCount(2);
  await panel.region.getByRole('button', { name: 'Answer again' }).first().click();
  await expect(panel.answers).toContainText(['A better first answer']);
  await panel.isQuiet();
  await expect(panel.answers).toHaveCount(1);
  await expect(panel.questions).toHaveCount(1);
  expect(chat.of('threads.retry_after_item').map(({ params }) => params)).toEqual([
    { thread_id: 'thr_1', item_id: 'm1' },
  ]);
});

test('6 Stop ends the request at the server, keeps the text and ends the response once', async ({
  host,
  chat,
}) => {
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), cancellable, added(assistantMessage('ans_1', '')));
    call.send(delta('ans_1', 'The half that was '));
    await call.gone;
  });
  await host.open();
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.lastAnswer).toContainText('The half that was');
  await panel.stopButton.click();
  await expect.poll(() => chat.calls[0]?.isGone()).toBe(true);
  await panel.isQuiet();
  await expect(panel.lastAnswer).toContainText('The half that was');
  await expect(panel.lastAnswer).toContainText('Stopped');
  await expect(panel.problem).toHaveCount(0);
  await expect(panel.composer).toBeFocused();
  expect(await host.trace()).toEqual(['ready', 'response.start', 'thread.change{thr_1}', 'response.end']);
  await expect(panel.composer).toBeEnabled();
});

test('6 before the server allows it there is nothing to stop', async ({ host, chat }) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params));
    await gate.passed;
    call.send(cancellable);
    await call.gone;
  });
  await host.open();
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.sendButton).toHaveAttribute('data-busy');
  await expect(panel.stopButton).toHaveCount(0);
  gate.open();
  await expect(panel.stopButton).toBeVisible();
});

const HARD_TEXT = 'Žluťoučký 😀 वाक्य 👩‍👩‍👧 ключ\r\n\r\n**жирный** – 終わり';

test('8 a stream in pieces of one byte reads as the whole', async ({ host, chat }) => {
  chat.on('threads.create', async (call) => {
    const events = [created(), confirmed(call.params), ...say('ans_1', HARD_TEXT, 'thr_1', 7)];
    const bytes = Buffer.from(events.map(encodeEvent).join(''));
    for (const byte of bytes) await call.write(Uint8Array.of(byte));
  });
  await host.open();
  const { panel } = host;
  await panel.say('Grüße 🌍');
  await expect(panel.questions).toContainText('Grüße 🌍');
  await expect(panel.lastAnswer.locator('strong')).toHaveText('жирный');
  await expect(panel.lastAnswer).toContainText('Žluťoučký 😀 वाक्य 👩‍👩‍👧 ключ');
  await expect(panel.lastAnswer).toContainText('– 終わり');
});

test('8 a chunk that ends inside a character, in a line end or in a field name waits for the rest', async ({
  host,
  chat,
}) => {
  const gates = Array.from({ length: 5 }, createGate);
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), added(assistantMessage('ans_1', '')));
    const event = Buffer.from(encodeEvent(delta('ans_1', 'x 😀 y')).replaceAll('\n', '\r\n'));
    const smile = event.indexOf(Buffer.from('😀'));
    const cuts = [0, 3, smile + 2, event.length - 3, event.length - 2, event.length];
    for (const [n, gate] of gates.entries()) {
      await call.write(`: beat ${n}\n`.repeat(n === 0 ? 1 : 0));
      await gate.passed;
      await call.write(event.subarray(cuts[n], cuts[n + 1]));
    }
    call.send(done(assistantMessage('ans_1', 'x 😀 y')));
  });
  await host.open();
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.questions).toHaveCount(1);
  for (const gate of gates) {
    await expect(panel.answers).toHaveCount(0);
    gate.open();
  }
  await expect(panel.lastAnswer).toContainText('x 😀 y');
  await panel.isQuiet();
  await expect(panel.problem).toHaveCount(0);
});

test('8 comments, unknown fields, unknown events and broken JSON are passed over', async ({ host, chat }) => {
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params));
    await call.write('﻿: a comment\nretry: 5\nevent: message\nid: 7\n\ndata: {"type":"thread.item.sung"}\n\n');
    await call.write('data: {"type":\n\ndata: [DONE]\n\ndata: null\n\n');
    const [first, ...rest] = say('ans_1', 'All of it');
    if (first) await call.write(JSON.stringify(first, null, 1).replaceAll(/^/gm, 'data: ').concat('\n\n'));
    call.send(...rest);
  });
  await host.open();
  await host.panel.say('Hello');
  await expect(host.panel.lastAnswer).toContainText('All of it');
  await expect(host.panel.problem).toHaveCount(0);
});

test('10 a connection cut in the middle of an answer keeps the text, says so and offers Retry', async ({
  host,
  chat,
}) => {
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), added(assistantMessage('ans_1', '')));
    await call.write(encodeEvent(delta('ans_1', 'Half of the ans')));
    await cut.passed;
    call.cut();
  });
  chat.on('threads.retry_after_item', (call) => call.send(...say('ans_2', 'The whole answer')));
  const cut = createGate();
  await host.open();
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.lastAnswer).toContainText('Half of the ans');
  cut.open();
  await expect(panel.problem).toContainText('Something went wrong. Please try again.');
  await expect(panel.lastAnswer).toContainText('Half of the ans');
  await expect(panel.composer).toBeEnabled();
  expect(await host.trace()).toEqual([
    'ready',
    'response.start',
    'thread.change{thr_1}',
    'error{stream.cut}',
    'response.end',
  ]);
  await panel.region.getByRole('button', { name: 'Retry' }).click();
  await expect(panel.answers).toContainText(['The whole answer']);
  await panel.isQuiet();
  await expect(panel.answers).toHaveCount(1);
  await expect(panel.problem).toHaveCount(0);
});

test('10 a stream that ends politely in the middle of an answer is cut as well', async ({ host, chat }) => {
  chat.on('threads.create', (call) => {
    call.send(
      created(),
      confirmed(call.params),
      added(assistantMessage('ans_1', '')),
      delta('ans_1', 'Half'),
    );
  });
  await host.open();
  await host.panel.send('Hello');
  await expect(host.panel.problem).toContainText('Something went wrong. Please try again.');
  await expect(host.panel.lastAnswer).toContainText('Half');
});

test('16 an element that moves in mid-stream goes on; one that leaves closes the stream and comes back', async ({
  host,
  chat,
}) => {
  const gate = createGate();
  chat.on('threads.create', async (call) => {
    call.send(created(), confirmed(call.params), cancellable, added(assistantMessage('ans_1', '')));
    call.send(delta('ans_1', 'Before. '));
    await gate.passed;
    call.send(delta('ans_1', 'After the move.'));
    await call.gone;
  });
  chat.on('threads.get_by_id', (call) =>
    call.answer(
      stored('thr_1', [userMessage('m1', 'Hello'), assistantMessage('ans_1', 'The stored answer')]),
    ),
  );
  await host.open();
  const { panel, page } = host;
  await panel.send('Hello');
  await expect(panel.lastAnswer).toContainText('Before.');
  await page.evaluate(() => {
    const box = document.createElement('section');
    document.querySelector('main')?.append(box);
    box.append(window.host.element());
  });
  gate.open();
  await expect(panel.lastAnswer).toContainText('After the move.');
  expect(chat.calls[0]?.isGone()).toBe(false);

  const element = await page.evaluateHandle(() => window.host.element());
  await page.evaluate(() => window.host.unmount());
  await expect.poll(() => chat.calls[0]?.isGone()).toBe(true);
  await expect.poll(() => host.trace()).toContain('response.end');
  await page.evaluate((gone) => document.querySelector('main')?.append(gone), element);
  await expect(panel.lastAnswer).toContainText('The stored answer');
  await panel.isQuiet();
  expect(await host.trace()).not.toContain('error{stream.cut}');
});

test('20 an answer under the id of an earlier one does not overwrite it', async ({ host, chat }) => {
  chat.on('threads.create', (call) => {
    call.send(created(), confirmed(call.params), ...say('__fake_id__', 'The first answer'));
  });
  chat.on('threads.add_user_message', (call) => {
    call.send(confirmed(call.params, 'msg_2'), ...say('__fake_id__', 'The second answer'));
  });
  await host.open();
  const { panel } = host;
  await panel.say('One');
  await panel.say('Two');
  await expect(panel.answers).toHaveCount(2);
  await expect(panel.answers.first()).toContainText('The first answer');
  await expect(panel.answers.last()).toContainText('The second answer');
});
