import type { SupportedLocale } from '@openai/chatkit';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { codeOf, dictionaries, fetchLanguage, registerLocale, resolveLanguage } from './registry.ts';
import { ur } from './ur.ts';

/** The short codes of the contract, and the dictionary that each one means. */
const SHORT = {
  bg: 'bg-BG',
  bn: 'bn-BD',
  bs: 'bs-BA',
  ca: 'ca-ES',
  cs: 'cs-CZ',
  da: 'da-DK',
  de: 'de-DE',
  el: 'el-GR',
  es: 'es-ES',
  et: 'et-EE',
  fi: 'fi-FI',
  fr: 'fr-FR',
  gu: 'gu-IN',
  hi: 'hi-IN',
  hr: 'hr-HR',
  hu: 'hu-HU',
  hy: 'hy-AM',
  id: 'id-ID',
  is: 'is-IS',
  it: 'it-IT',
  ja: 'ja-JP',
  ka: 'ka-GE',
  kn: 'kn-IN',
  ko: 'ko-KR',
  lv: 'lv-LV',
  mk: 'mk-MK',
  mr: 'mr-IN',
  ms: 'ms-MY',
  my: 'my-MM',
  nb: 'nb-NO',
  nl: 'nl-NL',
  pl: 'pl-PL',
  pt: 'pt-BR',
  ro: 'ro-RO',
  ru: 'ru-RU',
  sk: 'sk-SK',
  sl: 'sl-SI',
  so: 'so-SO',
  sq: 'sq-AL',
  sr: 'sr-RS',
  sv: 'sv-SE',
  sw: 'sw-TZ',
  ta: 'ta-IN',
  te: 'te-IN',
  th: 'th-TH',
  tr: 'tr-TR',
  uk: 'uk-UA',
  vi: 'vi-VN',
  zh: 'zh-TW',
  'zh-Hant': 'zh-TW',
  en: 'en',
} as const;

type Translated = Exclude<SupportedLocale, keyof typeof SHORT>;

/** The codes that name a dictionary. */
const TRANSLATED: Record<Translated, true> = {
  am: true,
  ar: true,
  'bg-BG': true,
  'bn-BD': true,
  'bs-BA': true,
  'ca-ES': true,
  'cs-CZ': true,
  'da-DK': true,
  'de-DE': true,
  'el-GR': true,
  'es-419': true,
  'es-ES': true,
  'et-EE': true,
  'fi-FI': true,
  'fr-CA': true,
  'fr-FR': true,
  'gu-IN': true,
  'hi-IN': true,
  'hr-HR': true,
  'hu-HU': true,
  'hy-AM': true,
  'id-ID': true,
  'is-IS': true,
  'it-IT': true,
  'ja-JP': true,
  'ka-GE': true,
  kk: true,
  'kn-IN': true,
  'ko-KR': true,
  lt: true,
  'lv-LV': true,
  'mk-MK': true,
  ml: true,
  mn: true,
  'mr-IN': true,
  'ms-MY': true,
  'my-MM': true,
  'nb-NO': true,
  'nl-NL': true,
  pa: true,
  'pl-PL': true,
  'pt-BR': true,
  'pt-PT': true,
  'ro-RO': true,
  'ru-RU': true,
  'sk-SK': true,
  'sl-SI': true,
  'so-SO': true,
  'sq-AL': true,
  'sr-RS': true,
  'sv-SE': true,
  'sw-TZ': true,
  'ta-IN': true,
  'te-IN': true,
  'th-TH': true,
  tl: true,
  'tr-TR': true,
  'uk-UA': true,
  ur: true,
  'vi-VN': true,
  'zh-CN': true,
  'zh-HK': true,
  'zh-TW': true,
};

const CODES = [...Object.keys(TRANSLATED), ...Object.keys(SHORT)];

test('without their dictionaries all the published locales are accepted and read in English or Urdu', () => {
  expect(CODES).toHaveLength(114);
  for (const code of CODES) expect(codeOf(code)).toBe(code === 'ur' ? 'ur' : 'en');
});

test.each([
  ['ur-PK', 'ur'],
  ['ur-Arab-IN', 'ur'],
  ['UR', 'ur'],
  ['en-GB', 'en'],
  ['', 'en'],
  ['xx_yy', 'en'],
  ['en-US@posix', 'en'],
])('%j is served by %s', (locale, code) => {
  expect(codeOf(locale)).toBe(code);
});

test('a dictionary that ships is English until it is fetched, then whole and from right to left', async () => {
  expect(resolveLanguage('ur-PK')).toEqual({ code: 'en', dir: 'ltr', texts: en });
  let calls = 0;
  const stop = dictionaries.watch(() => {
    calls += 1;
  });
  await fetchLanguage('ur-PK');
  await fetchLanguage('ur');
  stop();
  expect(calls).toBe(1);
  expect(resolveLanguage('ur-PK')).toEqual({ code: 'ur', dir: 'rtl', texts: ur });
});

test('what a host registers wins over what ships, also while that is fetched', async () => {
  registerLocale('ur', { send: 'اپنا لفظ' });
  expect(resolveLanguage('ur').texts).toEqual({ ...en, send: 'اپنا لفظ' });
  await fetchLanguage('ur');
  expect(resolveLanguage('ur').texts.send).toBe('اپنا لفظ');
});

test('with their dictionaries every short code means the one of the contract', () => {
  for (const code of Object.keys(TRANSLATED)) registerLocale(code, {});
  for (const code of Object.keys(TRANSLATED)) expect(codeOf(code)).toBe(code);
  for (const [code, dictionary] of Object.entries(SHORT)) expect(codeOf(code)).toBe(dictionary);
});

test.each([
  ['fr-BE', 'fr-FR'],
  ['zh-SG', 'zh-CN'],
  ['zh-Hant-MO', 'zh-TW'],
  ['zh-HK', 'zh-HK'],
  ['fil', 'tl'],
  ['sr-Latn', 'sr-RS'],
])('%s finds the dictionary that is nearest, %s', (locale, code) => {
  expect(codeOf(locale)).toBe(code);
});

test('a right-to-left script turns the panel, whatever the language', () => {
  registerLocale('he', {});
  registerLocale('ckb', {});
  expect(['ar', 'he', 'ckb', 'ur'].map((code) => resolveLanguage(code).dir)).toEqual(Array(4).fill('rtl'));
  expect(resolveLanguage('de').dir).toBe('ltr');
});

test('an exact dictionary goes before that of its language', () => {
  registerLocale('de', { send: 'Senden' });
  registerLocale('de-AT', { send: 'Abschicken' });
  expect(resolveLanguage('de-AT').texts.send).toBe('Abschicken');
  expect(resolveLanguage('de').texts.send).toBe('Senden');
});
