// The browser of the browser tests and the screenshots: found, or installed where that is allowed.
import { delimiter, join } from 'node:path';
import { installFromDebian, isExecutable } from './debian.ts';

/** Playwright's own defaults turn off background traffic and the sandbox, which root cannot have. */
export const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium, or null. `CHROMIUM_PATH` decides when it is set; throws when nothing is there. */
export function findChromium(
  env: Record<string, string | undefined> = process.env,
  places = PLACES,
): string | null {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, where there is no program.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...places].find(isExecutable) ?? null;
}

/** Path of a Chromium; on Debian as root it installs one first. Throws a sentence that says what to install. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const installed = installFromDebian('Chromium', ['chromium', 'fonts-liberation']) ? findChromium() : null;
  if (installed) return installed;
  throw new Error(
    'No Chromium was found. Install it (Debian: apt-get install chromium fonts-liberation) or set CHROMIUM_PATH ' +
      'to the program of a Chromium or Chrome.',
  );
}

if (import.meta.main) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
