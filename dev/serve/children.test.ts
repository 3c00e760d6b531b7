import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Children } from './children.ts';
import { marked } from './marked-processes.ts';

/** A shell that starts another process in the background, as wrangler starts workerd. */
const family = (name: string, marker: string, last = 'wait') => ({
  name,
  command: 'sh',
  args: ['-c', `sleep 600 & ${last}`],
  env: { PATH: process.env.PATH, MARKER: marker },
});

const make = () => {
  const ends: string[] = [];
  const marker = crypto.randomUUID();
  const folder = mkdtempSync(join(tmpdir(), 'children-'));
  return {
    ends,
    marker,
    folder,
    children: new Children(folder, (name, how) => ends.push(`${name}: ${how}`)),
  };
};

test('stopAll ends the children and what they started, without reporting an end', async () => {
  const { children, ends, marker, folder } = make();
  children.start(family('a', marker));
  children.start(family('b', marker));
  await vi.waitFor(() => expect(marked(marker)).toHaveLength(4));
  await children.stopAll(['b']);
  expect(marked(marker)).toEqual([]);
  expect(ends).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  children.start(family('late', marker));
  expect(marked(marker)).toEqual([]);
});

test('a child that ignores SIGTERM is ended all the same', { timeout: 15_000 }, async () => {
  const { children, marker } = make();
  children.start(family('deaf', marker, 'trap "" TERM; while :; do sleep 1; done'));
  await vi.waitFor(() => expect(marked(marker).length).toBeGreaterThanOrEqual(2));
  await children.stopAll([]);
  expect(marked(marker)).toEqual([]);
});

test('a child that ends by itself is reported once and takes what it started along', async () => {
  const { children, ends, marker } = make();
  children.start(family('short', marker, 'exit 3'));
  children.start({ ...family('absent', marker), command: '/nowhere/program' });
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  expect(ends).toEqual(expect.arrayContaining(['short: code 3', expect.stringMatching(/^absent: .*ENOENT/)]));
  await vi.waitFor(() => expect(marked(marker)).toEqual([]));
  await children.stopAll([]);
});

test('kill -9 of the process that owns the children ends them too, and removes their folder', async () => {
  const marker = crypto.randomUUID();
  const folder = mkdtempSync(join(tmpdir(), 'children-'));
  const source = `
    const { Children } = await import(${JSON.stringify(new URL('./children.ts', import.meta.url).href)});
    new Children(${JSON.stringify(folder)}, () => {}).start(${JSON.stringify(family('a', marker))});
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' });
  await vi.waitFor(() => expect(marked(marker)).toHaveLength(2), 10_000);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  await vi.waitFor(() => expect(marked(marker)).toEqual([]));
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false));
});
