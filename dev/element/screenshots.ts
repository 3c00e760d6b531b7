// Every state of the demo as a picture: light and dark, in the panel of a desktop page and on a phone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { smallPng } from '../small-png.ts';
import { buildDemo } from './build.ts';
import { demoStates, openState } from './demo-page.ts';
import { type Site, startSite } from './site.ts';

const SCREENS = {
  desktop: { width: 400, height: 600 },
  phone: { width: 390, height: 844 },
} as const;
const SCHEMES = ['light', 'dark'] as const;
// The demo lists its states beside the panel; on the picture is the panel alone.
const STYLE =
  'nav { display: none !important } body, main { display: block !important; padding: 0 !important }';

type Shot = { screen: keyof typeof SCREENS; scheme: (typeof SCHEMES)[number] };

/** Writes `<state>-<screen>[-dark].png` for each state into `folder`, which it empties before. */
export async function shootElement(browser: Browser, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = mkdtempSync(join(tmpdir(), 'edge-todo-demo-'));
  await buildDemo(join(built, 'demo'));
  const site = await startSite(built);
  try {
    const screens = Object.keys(SCREENS) as (keyof typeof SCREENS)[];
    const shots = SCHEMES.flatMap((scheme) => screens.map((screen): Shot => ({ screen, scheme })));
    // All at once: most of the time of a state is waiting until it stands still.
    await Promise.all(shots.map((shot) => shoot(browser, site, folder, shot)));
  } finally {
    await site.close();
    rmSync(built, { recursive: true });
  }
}

async function shoot(browser: Browser, site: Site, folder: string, { screen, scheme }: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: SCREENS[screen],
    reducedMotion: 'reduce',
    colorScheme: scheme,
    hasTouch: screen === 'phone',
    isMobile: screen === 'phone',
  });
  const page = await context.newPage();
  for (const state of await demoStates(page, site)) {
    await openState(page, site, state, scheme);
    const name = `${state.replaceAll(/\W+/g, '-')}-${screen}${scheme === 'dark' ? '-dark' : ''}`;
    const picture = await page.screenshot({ style: STYLE, animations: 'disabled' });
    writeFileSync(join(folder, `${name}.png`), smallPng(picture));
  }
  await context.close();
}
