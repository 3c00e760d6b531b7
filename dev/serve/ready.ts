import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MS = 120_000;
const PAUSE_MS = 100;

/** Resolves once `url` answers with anything but a server error; rejects with a sentence after two minutes. */
export async function answering(name: string, url: string, signal: AbortSignal): Promise<void> {
  const end = Date.now() + TIMEOUT_MS;
  while (!(await answers(url))) {
    if (Date.now() > end) throw new Error(`${name} did not answer at ${url} within ${TIMEOUT_MS / 1000} s.`);
    await delay(PAUSE_MS, undefined, { signal });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false; // not listening yet
  }
}
