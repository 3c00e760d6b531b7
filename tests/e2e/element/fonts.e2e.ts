import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './host.ts';

/** Any font will do: the one that Playwright's own pages use. */
const FOLDER = 'node_modules/playwright-core/lib/vite/recorder/assets';
const FONT = join(FOLDER, readdirSync(FOLDER).find((name) => name.endsWith('.ttf')) ?? '');

test('the fonts of a theme are fetched once and used; one that is missing is logged', async ({
  host,
  page,
}) => {
  let asked = 0;
  await page.route('**/fonts/there.ttf', (route) => {
    asked += 1;
    return route.fulfill({ path: FONT, contentType: 'font/ttf' });
  });
  await page.route('**/fonts/missing.ttf', (route) => route.fulfill({ status: 404 }));
  const theme = {
    typography: {
      fontFamily: 'There, sans-serif',
      fontSources: [
        { family: 'There', src: '/fonts/there.ttf', weight: 400 },
        { family: 'Missing', src: '/fonts/missing.ttf' },
      ],
    },
  };
  await host.open();
  await host.element.evaluate((element) => {
    const failed: string[] = [];
    Object.assign(window, { failed });
    element.addEventListener('chatkit.log', (event) => {
      const { name, data } = (event as CustomEvent).detail;
      if (name === 'font.failed') failed.push(data.family);
    });
  });
  await host.setOptions({ theme });
  const familyOf = () =>
    page.evaluate(() => [...document.fonts].map((face) => [face.family.replaceAll('"', ''), face.status]));
  await expect.poll(familyOf).toEqual([
    ['There', 'loaded'],
    ['Missing', 'error'],
  ]);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { failed: string[] }).failed))
    .toEqual(['Missing']);
  await host.setOptions({ theme: { ...theme, colorScheme: 'dark' } });
  await expect(host.element.locator('.panel')).toHaveAttribute('data-scheme', 'dark');
  expect(asked).toBe(1);
  const used = await host.element.locator('.panel').evaluate((panel) => getComputedStyle(panel).fontFamily);
  expect(used).toContain('There');
});
