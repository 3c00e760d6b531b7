// Which files a composer takes. Pure.
import type { ComposerOption } from '@openai/chatkit';
import type { Sentence } from './chat-state.ts';

type Settings = NonNullable<ComposerOption['attachments']>;
type Described = Pick<File, 'name' | 'type' | 'size'>;

const SIZE_DEFAULT = 100 * 1024 * 1024;
const COUNT_DEFAULT = 10;

/** The first thing that is wrong with these files, as a sentence; null when all of them can be taken. */
export function violationOf(
  files: readonly Described[],
  settings: Settings,
  attached: number,
): Sentence | null {
  const { maxCount = COUNT_DEFAULT, maxSize = SIZE_DEFAULT, accept } = settings;
  if (attached + files.length > maxCount) return { text: 'file_count', values: { n: maxCount } };
  for (const file of files) {
    const { name } = file;
    if (!isAccepted(file, accept)) return { text: 'file_type', values: { name } };
    const max = typeof maxSize === 'number' ? maxSize : sizeLimit(file.type, maxSize);
    if (file.size > max) return { text: 'file_size', values: { name, max: formatSize(max) } };
  }
  return null;
}

/** The value of a file input's `accept`. */
export function acceptAttribute(accept: Settings['accept']): string | undefined {
  const parts = Object.entries(accept ?? {}).flatMap(([type, endings]) =>
    endings.length > 0 ? endings : [type],
  );
  return parts.length === 0 ? undefined : parts.join(',');
}

/** An entry with endings takes files with one of them; an entry without takes files of its type. */
function isAccepted({ name, type }: Described, accept: Settings['accept']): boolean {
  const entries = Object.entries(accept ?? {});
  if (entries.length === 0) return true;
  const lower = name.toLowerCase();
  return entries.some(([pattern, endings]) =>
    endings.length > 0
      ? endings.some((ending) => lower.endsWith(ending.toLowerCase()))
      : specificity(pattern, type) > 0,
  );
}

/** The limit of the pattern that says most about the type. */
function sizeLimit(type: string, limits: Record<string, number>): number {
  let best = 0;
  let limit = limits['*'] ?? limits[''] ?? SIZE_DEFAULT;
  for (const [pattern, max] of Object.entries(limits)) {
    const matched = specificity(pattern, type);
    if (matched > best) [best, limit] = [matched, max];
  }
  return limit;
}

/** 0 for a pattern that does not fit; 3 for the type itself. */
function specificity(pattern: string, type: string): number {
  const [wanted, actual] = [pattern.toLowerCase(), type.toLowerCase().replace(/;.*$/, '').trim()];
  if (wanted === '') return 0;
  if (wanted === actual) return 3;
  if (wanted.endsWith('/*') && actual.startsWith(wanted.slice(0, -1))) return 2;
  return wanted === '*/*' ? 1 : 0;
}

/** `1.5 MB`, or `1,5 MB`; without a language in that of the browser. The units are the same in all of them. */
export function formatSize(bytes: number, language?: string): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  const digits = value < 10 && power > 0 ? 1 : 0;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[power]}`;
}
