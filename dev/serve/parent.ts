import { readFileSync } from 'node:fs';

const POLL_MS = 200;

/**
 * Calls `then` when the process that started this one is gone. A signal that ends npm or Playwright does not reach
 * what they started through a shell, and the shell need not notice, so the parent's parent counts too.
 */
export function onParentGone(then: () => void): void {
  const before = ancestry();
  const timer = setInterval(() => {
    if (ancestry() === before) return;
    clearInterval(timer);
    then();
  }, POLL_MS).unref();
}

/** Numbers of this process' parent and, where there is a /proc, of that one's. */
function ancestry(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`;
  } catch {
    return `${process.ppid}`; // not Linux, or the parent has just ended
  }
}
