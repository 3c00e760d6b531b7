// For tests: the processes whose environment holds a marker, however they were started.
import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the living ones. Linux only. */
export function marked(marker: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const belongs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(marker);
      return belongs ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      return []; // ended meanwhile, or not ours to read
    }
  });
}
