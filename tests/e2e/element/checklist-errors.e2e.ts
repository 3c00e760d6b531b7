import { createGate } from '#dev/element/chat-server.ts';
import { confirmed, created, say, stored, userMessage } from './events.ts';
import { expect, test } from './host.ts';

type Refusal = {
  status: number;
  body?: object;
  headers?: Record<string, string>;
  words: string | RegExp;
  /** What becomes of the message: back in the composer, or a bubble (that says so). */
  message: 'back' | 'kept' | 'Not sent';
  button?: string | RegExp;
};

const REFUSALS: Refusal[] = [
  { status: 400, body: { detail: 'Too many parts' }, words: 'Too many parts', message: 'back' },
  { status: 401, words: 'Your session has expired. Please log in again.', message: 'back' },
  { status: 403, words: "You don't have access to this chat.", message: 'back' },
  { status: 404, words: 'This conversation no longer exists.', message: 'back', button: 'Start new chat' },
  {
    status: 409,
    body: { code: 'thread_locked', detail: 'Locked for review.' },
    words: 'Locked for review.',
    message: 'back',
    button: 'Start new chat',
  },
  {
    status: 409,
    body: { code: 'turn_in_progress' },
    words: 'An answer is still being written.',
    message: 'back',
  },
  { status: 413, words: 'Message or file is too large.', message: 'back' },
  {
    status: 422,
    body: { detail: 'Message cannot be empty' },
    words: 'Message cannot be empty',
    message: 'back',
  },
  {
    status: 429,
    headers: { 'retry-after': '40' },
    words: /Too many messages\. Try again in \d+ s\./,
    message: 'kept',
    button: /^Retry in \d+ s$/,
  },
  {
    status: 503,
    body: { detail: 'OPENAI_API_KEY is wrong' },
    words: 'AI assistant is temporarily unavailable. Please try again later.',
    message: 'Not sent',
    button: 'Retry',
  },
  {
    status: 504,
    words: 'The AI took too long to respond. Please try a simpler request.',
    message: 'Not sent',
    button: 'Retry',
  },
  { status: 500, words: 'Something went wrong. Please try again.', message: 'Not sent', button: 'Retry' },
];

for (const { status, body = {}, headers = {}, words, message, button } of REFUSALS) {
  const name = `${status}${'code' in body ? ` ${body.code}` : ''}`;
  test(`9 a message answered with ${name} says why, and nothing is lost`, async ({ host, chat }) => {
    chat.on('threads.create', (call) => call.answer(body, status, headers));
    await host.open();
    const { panel } = host;
    await panel.send('Mine to keep');
    await expect(panel.problem).toContainText(words);
    await expect(panel.region).not.toContainText('OPENAI_API_KEY');
    await expect(panel.composer).toHaveValue(message === 'back' ? 'Mine to keep' : '');
    await expect(panel.questions).toHaveCount(message === 'back' ? 0 : 1);
    await expect(panel.region.getByText('Not sent')).toHaveCount(message === 'Not sent' ? 1 : 0);
    const buttons = panel.problem.getByRole('button').filter({ hasText: /\S/ });
    await expect(buttons).toHaveText(button === undefined ? [] : [button]);
    expect(await host.trace()).toEqual(['ready', 'response.start', 'error{http}', 'response.end']);
    expect(chat.calls.filter(({ type }) => type === 'threads.create')).toHaveLength(1);
  });
}

test('9 without a connection the message stays, is not repeated, and Retry sends it once', async ({
  host,
  chat,
}) => {
  chat.on('threads.create', (call) =>
    call.send(created(), confirmed(call.params), ...say('ans_1', 'Here I am')),
  );
  await host.open();
  const { panel, page } = host;
  await page.context().setOffline(true);
  await panel.send('Hello');
  await expect(panel.problem).toContainText('Connection lost. Please check your internet and try again.');
  const retry = panel.region.getByRole('button', { name: 'Retry' });
  await expect(retry).toBeDisabled();
  expect(chat.calls).toEqual([]);
  await page.context().setOffline(false);
  await expect(retry).toBeEnabled();
  await retry.click();
  await expect(panel.lastAnswer).toContainText('Here I am');
  await expect(panel.questions).toHaveCount(1);
  expect(chat.calls).toHaveLength(1);
});

test('9 an error event shows its words and keeps the message', async ({ host, chat }) => {
  chat.on('threads.create', (call) => {
    call.send(created(), confirmed(call.params));
    call.send({ type: 'error', code: 'custom', message: 'No more credits today.', allow_retry: false });
  });
  await host.open();
  const { panel } = host;
  await panel.send('Hello');
  await expect(panel.problem).toContainText('No more credits today.');
  await expect(panel.questions).toHaveCount(1);
  await expect(panel.region.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  expect(await host.trace()).toEqual([
    'ready',
    'response.start',
    'thread.change{thr_1}',
    'error{custom}',
    'response.end',
  ]);
});

test('9 an answer that is no event stream is an error, not an endless wait', async ({ host, chat }) => {
  chat.on('threads.create', (call) => call.answer({ hello: 'I am JSON' }));
  await host.open();
  await host.panel.send('Hello');
  await expect(host.panel.problem).toContainText('Something went wrong. Please try again.');
  await host.panel.isQuiet();
});

test('9 a thread that is gone shows the start screen and says so', async ({ host, chat }) => {
  chat.on('threads.get_by_id', (call) => call.answer({ detail: 'Not found' }, 404));
  await host.open({ options: { initialThread: 'thr_9' } });
  await expect(host.panel.problem).toContainText('This conversation no longer exists.');
  await expect(host.panel.composer).toBeEnabled();
  await expect(host.panel.region.getByText('What can I help with today?')).toBeVisible();
  await expect
    .poll(() => host.trace())
    .toEqual([
      'ready',
      'thread.load.start{thr_9}',
      'thread.change{thr_9}',
      'error{http}',
      'thread.load.end{thr_9}',
      'thread.change{null}',
    ]);
});

test('9 reading a thread is tried again when the server stumbles', async ({ host, chat }) => {
  chat.on('threads.get_by_id', (call) => {
    if (chat.of('threads.get_by_id').length < 3) return call.answer({}, 502);
    call.answer(stored('thr_1', [userMessage('m1', 'Still here')]));
  });
  await host.open({ options: { initialThread: 'thr_1' } });
  await expect(host.panel.questions).toContainText('Still here');
  expect(chat.of('threads.get_by_id')).toHaveLength(3);
});

test('9 an answer that another device began is waited for; the message is the user’s to send', async ({
  host,
  chat,
}) => {
  const gate = createGate();
  chat.on('threads.get_by_id', async (call) => {
    const running = chat.of('threads.get_by_id').length < 2;
    if (!running) await gate.passed;
    call.answer(stored('thr_1', [userMessage('m1', 'Hello')]), 200, running ? { 'x-turn-id': 'turn_1' } : {});
  });
  await host.open({ options: { initialThread: 'thr_1' } });
  const { panel } = host;
  await expect(panel.region.getByText('Agent is thinking…')).toBeVisible();
  await panel.composer.fill('Next');
  await expect(panel.sendButton).toBeDisabled();
  await panel.composer.press('Enter');
  expect(chat.of('threads.add_user_message')).toEqual([]);
  gate.open();
  await expect(panel.sendButton).toBeEnabled();
  await expect(panel.composer).toHaveValue('Next');
});
