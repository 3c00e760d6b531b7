import AxeBuilder from '@axe-core/playwright';
import { ur } from '../../../web/chatkit-element/locales/ur.ts';
import { assistantMessage, stored, userMessage } from './events.ts';
import { expect, type Host, test } from './host.ts';

const CODE = ['```js', 'const left = 1; // first', '```'].join('\n');
const ITEMS = [
  userMessage('m1', 'میرے کام دکھائیں'),
  assistantMessage('a1', `آپ کے تین کام باقی ہیں۔\n\n${CODE}`),
  userMessage('m2', 'In English, please.'),
  assistantMessage('a2', 'You have three tasks.'),
];
const URDU = { locale: 'ur', initialThread: 'thr_1' } as const;

/** Where two things that are seen begin, from the left. */
async function leftOf(host: Host, ...selectors: [string, string]): Promise<[number, number]> {
  const [one, other] = await Promise.all(
    selectors.map((selector) => host.page.locator(selector).first().boundingBox()),
  );
  return [one?.x ?? 0, other?.x ?? 0];
}

test('a page in Urdu fetches its words alone and turns the panel round', async ({ host, chat, page }) => {
  chat.on('threads.get_by_id', (call) => call.answer(stored('thr_1', ITEMS)));
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await host.open({ options: URDU });
  await expect(page.getByRole('button', { name: ur.send })).toBeVisible();
  await expect(host.panel.region).toHaveAttribute('lang', 'ur');
  await expect(host.panel.region).toHaveCSS('direction', 'rtl');
  expect(fetched.filter((path) => /\/parts\/ur-/.test(path))).toHaveLength(1);
  expect(chat.of('threads.get_by_id')[0]?.headers['accept-language']).toBe('ur');

  // What is sent stands at the left, code and English begin there too, Urdu at the right.
  await expect(page.getByText('You have three tasks.')).toHaveCSS('direction', 'ltr');
  await expect(page.getByText('آپ کے تین کام باقی ہیں۔')).toHaveCSS('direction', 'rtl');
  await expect(page.getByText('const left = 1;')).toHaveCSS('direction', 'ltr');
  const [bubble, answer] = await leftOf(host, '.bubble', '.thread-frame');
  expect(bubble - answer).toBeLessThan(60);
  const [send, input] = await leftOf(host, '[part="send"]', 'textarea');
  expect(send).toBeLessThan(input);
});

test('a page in English fetches no other words', async ({ host, page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await host.open({ options: { locale: 'en' } });
  await expect(host.panel.composer).toBeVisible();
  expect(fetched.filter((url) => /\/parts\/ur-/.test(url))).toEqual([]);
});

test('the words come into a panel that is in use, which keeps its draft and its caret', async ({
  host,
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/parts\/ur-/, async (route) => {
    await held;
    await route.continue();
  });
  await host.open({ options: { locale: 'ur' } });
  await expect(page.getByRole('button', { name: 'Send message' })).toBeVisible();
  const input = page.getByRole('textbox');
  await input.fill('دودھ خریدیں');
  await input.press('ArrowLeft');
  const caret = () => input.evaluate((field: HTMLTextAreaElement) => field.selectionStart);
  const before = await caret();
  release();
  await expect(page.getByRole('button', { name: ur.send })).toBeVisible();
  await expect(input).toBeFocused();
  await expect(input).toHaveValue('دودھ خریدیں');
  expect(await caret()).toBe(before);
});

test('words that cannot be had leave the panel English, with a line in the log', async ({ host, page }) => {
  await page.route(/\/parts\/ur-/, (route) => route.abort());
  const logged: unknown[] = [];
  await page.exposeFunction('sawLog', (detail: unknown) => logged.push(detail));
  await host.open({ options: { locale: 'en' } });
  await host.element.evaluate((element) => {
    const { sawLog } = globalThis as unknown as { sawLog(detail: unknown): void };
    element.addEventListener('chatkit.log', (event) => sawLog((event as CustomEvent).detail));
  });
  await host.setOptions({ locale: 'ur' });
  await expect.poll(() => logged).toContainEqual({ name: 'locale.failed', data: { locale: 'ur' } });
  await expect(page.getByRole('button', { name: 'Send message' })).toBeVisible();
  await expect(host.panel.region).toHaveAttribute('lang', 'en');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in a ${colorScheme} conversation in Urdu`, async ({ host, chat, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    chat.on('threads.get_by_id', (call) => call.answer(stored('thr_1', ITEMS)));
    await host.open({ options: { ...URDU, theme: colorScheme } });
    await expect(page.getByRole('button', { name: ur.send })).toBeVisible();
    await expect(page.getByText('You have three tasks.')).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('openai-chatkit')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .disableRules(['region'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
