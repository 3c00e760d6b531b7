// The browser of the browser tests and the screenshots: found, or installed where that is allowed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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
const INSTALL = 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation';

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
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing the one of the distribution.');
    const { status, stdout, stderr } = spawnSync('sh', ['-c', INSTALL], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    });
    const installed = status === 0 ? findChromium() : null;
    if (installed) return installed;
    console.error(`${stdout}${stderr}`.split('\n').slice(-15).join('\n'));
  }
  throw new Error(
    'No Chromium was found. Install it (Debian: apt-get install chromium fonts-liberation) or set CHROMIUM_PATH ' +
      'to the program of a Chromium or Chrome.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not executable: both mean "look on"
  }
}

if (import.meta.main) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
