// For tests: the processes whose environment holds a marker, however they were started.
import { readdirSync, readFileSync } from 'node:fs';

export type MarkedProcess = { pid: number; command: string };

/** The living ones. Linux only. */
export function marked(marker: string): MarkedProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const belongs = readFileSync(`/proc/${name}/environ`, 'utf8').includes(marker);
      const command = () => readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return belongs ? [{ pid: Number(name), command: command() }] : [];
    } catch {
      return []; // ended meanwhile, or not ours to read
    }
  });
}
