// Which dictionary serves a locale. English is always there, hosts may add others, and those that ship with the
// element are fetched when a locale asks for them.
import { createStore } from '../state/store.ts';
import { en, type Texts } from './en.ts';

export type Language = { code: string; dir: 'ltr' | 'rtl'; texts: Texts };

const SHIPPED: Record<string, () => Promise<Texts>> = {
  ur: async () => (await import('./ur.ts')).ur,
};

/** The dictionaries that are here. Whoever shows words watches it. */
export const dictionaries = createStore<ReadonlyMap<string, Texts>>(new Map([['en', en]]));

/** Adds a dictionary, or replaces one. What it lacks is shown in English. */
export function registerLocale(code: string, texts: Partial<Texts>): void {
  dictionaries.update((known) => new Map(known).set(code, { ...en, ...texts }));
}

/** Fetches the dictionary of a locale if it ships and is not here. */
export async function fetchLanguage(locale: string): Promise<void> {
  const code = codeOf(locale);
  if (dictionaries.get().has(code)) return;
  const texts = await SHIPPED[code]?.();
  // The host may have registered its own meanwhile.
  if (texts && !dictionaries.get().has(code)) registerLocale(code, texts);
}

/** What the panel speaks now: English until the dictionary is here. */
export function resolveLanguage(locale: string): Language {
  const code = codeOf(locale);
  const texts = dictionaries.get().get(code);
  if (!texts) return { code: 'en', dir: 'ltr', texts: en };
  return { code, dir: /Arab|Hebr/.test(full(code)?.script ?? '') ? 'rtl' : 'ltr', texts };
}

/** The dictionary that a locale asks for: its own, else that of its language in its script, else of its language. */
export function codeOf(locale: string): string {
  const codes = [...dictionaries.get().keys(), ...Object.keys(SHIPPED)];
  if (codes.includes(locale)) return locale;
  const { language, script } = full(locale) ?? {};
  // The contract reads `zh` as traditional Chinese, other than the common rules.
  for (const wanted of [locale === 'zh' ? 'zh-TW' : locale, `${language}-${script}`, `${language}`]) {
    const name = full(wanted)?.baseName;
    const found = name && codes.find((code) => full(code)?.baseName === name);
    if (found) return found;
  }
  return 'en';
}

/** With the script and the region that go without saying: `pt` and `pt-BR` are both `pt-Latn-BR`. */
function full(code: string): Intl.Locale | null {
  try {
    return new Intl.Locale(code).maximize();
  } catch {
    return null;
  }
}
