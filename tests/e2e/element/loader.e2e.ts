import type { Page } from '@playwright/test';
import { createGate } from '#dev/element/chat-server.ts';
import { expect, test } from './host.ts';

const SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
const DEFINES = `customElements.define('openai-chatkit', class extends HTMLElement { static hosted = true; });`;

type Choice = 'own' | 'openai' | 'auto';
type Loader = { chooseElement(choice: Choice): Promise<void> };

/** What the loader ends with, and whose element there is then. */
const choose = (page: Page, choice: Choice): Promise<[string, string]> =>
  page.evaluate(async (given) => {
    const { chooseElement } = window as unknown as Loader;
    const outcome = await chooseElement(given).then(
      () => 'loaded',
      (error: Error) => error.message,
    );
    const element = customElements.get('openai-chatkit') as { hosted?: boolean } | undefined;
    return [outcome, element ? (element.hosted ? 'hosted' : 'own') : 'none'];
  }, choice);

/** A page that may load the hosted script; its server is played by `answer` at the edge of the network. */
async function open(
  page: Page,
  url: string,
  answer: (asked: number) => Promise<string | null>,
): Promise<string[]> {
  const lines: string[] = [];
  let asked = 0;
  page.on('console', (message) => lines.push(message.text()));
  await page.route(SCRIPT, async (route) => {
    asked += 1;
    const body = await answer(asked).catch(() => null);
    if (body === null) await route.abort();
    else await route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.clock.install();
  await page.goto(`${url}/host/loader?hosted`);
  await page.waitForFunction(() => 'chooseElement' in window);
  return lines;
}

test('auto takes the hosted element when it comes in time, and says nothing', async ({ page, site }) => {
  const lines = await open(page, site.url, async () => DEFINES);
  expect(await choose(page, 'auto')).toEqual(['loaded', 'hosted']);
  expect(lines).toEqual([]);
});

test('auto takes the own element after three seconds, says so in one line, and a late script changes nothing', async ({
  page,
  site,
  complaints,
}) => {
  const gate = createGate();
  const asked = createGate();
  const lines = await open(page, site.url, async () => {
    asked.open();
    await gate.passed;
    return DEFINES;
  });
  const chosen = choose(page, 'auto');
  await asked.passed;
  await page.clock.runFor(2_900);
  expect(await page.evaluate(() => customElements.get('openai-chatkit') === undefined)).toBe(true);
  await page.clock.runFor(200);
  expect(await chosen).toEqual(['loaded', 'own']);
  expect(lines).toEqual([
    "OpenAI's chat script did not define <openai-chatkit> within 3 s; the element of this site takes its place.",
  ]);
  gate.open();
  // The script itself complains that the name is taken.
  await expect.poll(() => complaints.splice(0)).toEqual([expect.stringContaining('openai-chatkit')]);
  expect(await page.evaluate(() => 'hosted' in (customElements.get('openai-chatkit') ?? {}))).toBe(false);
});

test('auto takes the own element at once when the script cannot be had', async ({ page, site }) => {
  const lines = await open(page, site.url, async () => null);
  expect(await choose(page, 'auto')).toEqual(['loaded', 'own']);
  expect(lines.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([
    "OpenAI's chat script could not be loaded; the element of this site takes its place.",
  ]);
});

test('openai has no fallback: the failure is the caller’s to show', async ({ page, site }) => {
  await open(page, site.url, async () => null);
  expect(await choose(page, 'openai')).toEqual(["OpenAI's chat script could not be loaded", 'none']);
});

test('own asks for nothing outside', async ({ page, site }) => {
  let count = 0;
  await open(page, site.url, async (asked) => {
    count = asked;
    return DEFINES;
  });
  expect(await choose(page, 'own')).toEqual(['loaded', 'own']);
  expect(count).toBe(0);
});

test('the policy lets the hosted script in only where a build asks for it', async ({
  page,
  site,
  complaints,
}) => {
  await page.route(SCRIPT, (route) => route.fulfill({ contentType: 'text/javascript', body: DEFINES }));
  await page.goto(`${site.url}/host/loader`);
  await page.waitForFunction(() => 'chooseElement' in window);
  expect((await choose(page, 'auto'))[1]).toBe('own');
  await expect.poll(() => complaints.some((text) => text.startsWith('policy:'))).toBe(true);
  complaints.length = 0;
});
