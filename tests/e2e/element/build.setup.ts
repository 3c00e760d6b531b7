import { rmSync } from 'node:fs';
import { test } from '@playwright/test';
import { buildDemo, buildElement, buildPages } from '#dev/element/build.ts';
import { BUILT } from './host.ts';

test('the element and the pages of its hosts are built', async () => {
  rmSync(BUILT, { recursive: true, force: true });
  await Promise.all([
    buildElement(`${BUILT}/element`),
    buildPages(`${BUILT}/pages`),
    buildDemo(`${BUILT}/demo`),
  ]);
});
