// Which dictionary serves a locale. English is always there; hosts may add others.
import { en, type Texts } from './en.ts';

export type Language = { code: string; dir: 'ltr' | 'rtl'; texts: Texts };

const dictionaries = new Map<string, Texts>([['en', en]]);
const RIGHT_TO_LEFT = new Set(['ar', 'ur', 'he', 'fa']);

/** Adds a dictionary. What it lacks is shown in English. */
export function registerLocale(code: string, texts: Partial<Texts>): void {
  dictionaries.set(code, { ...en, ...texts });
}

/** The exact locale, else its language, else English. */
export function resolveLanguage(locale: string): Language {
  const language = locale.split('-')[0] ?? 'en';
  const code = [locale, language].find((candidate) => dictionaries.has(candidate)) ?? 'en';
  const dir = RIGHT_TO_LEFT.has(code.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  return { code, dir, texts: dictionaries.get(code) ?? en };
}
