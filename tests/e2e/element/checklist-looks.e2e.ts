import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoStates, openState } from '#dev/element/demo-page.ts';
import { expect, test } from './host.ts';

/** What axe finds in the element; the page around it is the host's. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('openai-chatkit')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(['region'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

// What records the tests would take most of their time.
test.use({ trace: 'off' });

const STATES = [
  ['start', 'conversation', 'streaming', 'history'],
  ['unavailable', 'widgets', 'questions', 'citations'],
];

for (const scheme of ['light', 'dark'] as const) {
  for (const states of STATES) {
    test(`13 axe finds nothing in the ${scheme} states ${states.join(', ')}`, async ({ page, site }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await demoStates(page, site)).toEqual(expect.arrayContaining(states));
      const found: Record<string, string[]> = {};
      for (const state of states) {
        await openState(page, site, state, scheme);
        const faults = await faultsOf(page);
        if (faults.length > 0) found[state] = faults;
      }
      expect(found).toEqual({});
    });
  }
}

test('an empty composer with a row of buttons is as high before the first key as after it', async ({
  page,
  site,
}) => {
  await openState(page, site, 'composer', 'light');
  const text = page.getByRole('textbox', { name: 'Message', exact: true });
  const height = () => text.evaluate((area) => area.getBoundingClientRect().height);
  await expect(page.locator('.bar-start')).toBeVisible();
  const before = await height();
  await text.fill('Milk');
  await text.fill('');
  expect(before).toBe(await height());
});
