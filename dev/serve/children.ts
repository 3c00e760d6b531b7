// The processes of `npm run dev`. Each leads a process group of its own, so that what it starts (workerd, esbuild)
// ends with it; a watcher ends them all should this process itself be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STOP_TIMEOUT_MS = 5_000;
/** What was killed may stay in the process table until its new parent looks. */
const GONE_TIMEOUT_MS = 500;

export type Program = { name: string; command: string; args: string[]; env: NodeJS.ProcessEnv };

export class Children {
  readonly #running = new Map<string, ChildProcess>();
  readonly #folder: string;
  readonly #onEnd: (name: string, how: string) => void;
  readonly #watcher: ChildProcess;
  #isStopping = false;
  /** What the children said so far; null once it passes straight on. */
  #held: string[] | null = [];

  /**
   * @param folder What the children need only while they live; it goes with the last of them.
   * @param onEnd Hears of a child that ended although nobody stopped it: `how` is "code 1" or "signal SIGKILL".
   */
  constructor(folder: string, onEnd: (name: string, how: string) => void) {
    this.#folder = folder;
    this.#onEnd = onEnd;
    // Each line names all groups there are then; the end of the input means that this process is gone.
    const script = 'while read line; do groups=$line; done; kill -s KILL -- $groups; rm -rf "$0"';
    this.#watcher = spawn('sh', ['-c', script, folder], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#watcher.stdin?.on('error', () => {}); // it has been killed itself; there is nobody left to tell
  }

  /** Does nothing once all are being stopped. */
  start({ name, command, args, env }: Program): void {
    if (this.#isStopping) return;
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${env.PATH ?? ''}` },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.set(name, child);
    this.#tellWatcher();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line.trim()) this.#say(`[${name}] ${line}`);
      });
    }
    child.once('error', (error) => this.#ended(name, child, error.message));
    child.once('exit', (code, signal) =>
      this.#ended(name, child, signal ? `signal ${signal}` : `code ${code}`),
    );
  }

  /** From now on the children's output is shown as it comes. `withPast` shows what was held back, too. */
  showOutput(withPast: boolean): void {
    if (withPast) for (const line of this.#held ?? []) console.error(line);
    this.#held = null;
  }

  /** Ends the named ones together and waits until nothing of them is left. */
  async stop(names: string[]): Promise<void> {
    await Promise.all(
      names.map(async (name) => {
        const child = this.#running.get(name);
        this.#running.delete(name);
        if (child) await endGroup(child);
      }),
    );
  }

  /** Ends all, the given ones last. Afterwards no end is reported any more. */
  async stopAll(last: string[]): Promise<void> {
    this.#isStopping = true;
    await this.stop([...this.#running.keys()].filter((name) => !last.includes(name)));
    await this.stop(last);
    this.#watcher.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #say(line: string): void {
    if (this.#held) this.#held.push(line);
    else console.log(line);
  }

  #ended(name: string, child: ChildProcess, how: string): void {
    signalGroup(child, 'SIGKILL'); // what it left behind
    if (this.#isStopping || this.#running.get(name) !== child) return;
    this.#running.delete(name);
    this.#tellWatcher();
    this.#onEnd(name, how);
  }

  #tellWatcher(): void {
    const pids = [...this.#running.values()].flatMap(({ pid }) => (pid === undefined ? [] : [-pid]));
    this.#watcher.stdin?.write(`${pids.join(' ')}\n`);
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  const exit = isOver ? Promise.resolve() : once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  await Promise.race([exit, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
  await exit;
  const end = Date.now() + GONE_TIMEOUT_MS;
  while (signalGroup(child, 0) && Date.now() < end) await delay(20);
}

/** False when nothing of the group is left. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
