// Two PGlite processes on one folder destroy it, and PGlite has no guard of its own.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Claims `folder` for this process with `<folder>.lock` and returns the release. The lock of a dead process is
 * taken over. Throws a sentence while another one lives.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`;
  const mine = `${process.pid} ${statOf(process.pid).since}`;
  if (!tryCreate(file, mine)) {
    const [pid = '', start = ''] = readFileSync(file, 'utf8').split(' ');
    if (isRunning(Number(pid), start)) {
      throw new Error(`The database folder ${folder} is in use by process ${pid}. Stop that one first.`);
    }
    rmSync(file, { force: true });
    if (!tryCreate(file, mine)) throw new Error(`Another process is opening the database folder ${folder}.`);
  }
  return () => rmSync(file, { force: true });
}

function tryCreate(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A process number alone is not enough: after a restart of the machine it belongs to somebody else. */
function isRunning(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { state, since } = statOf(pid);
  // A killed process keeps its number until somebody asks how it ended.
  return since === start && state !== 'Z' && state !== 'X';
}

/** State of a process and when it started, in the kernel's ticks; the same words for all where there is no /proc. */
function statOf(pid: number): { state: string; since: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')')).split(' ');
    return { state: fields[1] ?? 'unknown', since: fields[20] ?? 'unknown' };
  } catch {
    return { state: 'unknown', since: 'unknown' }; // not Linux, or the process has just ended
  }
}
