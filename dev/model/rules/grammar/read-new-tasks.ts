// What follows "add …" → titles and descriptions, one or several.
import type { NewTask } from '../intent.ts';
import { type Masked, maskQuotes } from './mask-quotes.ts';
import { capitalized, plain, unquoted } from './phrases.ts';

const COUNTS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
/** Verbs that begin a title of their own, so that "buy milk and call mom" is two tasks but "milk and eggs" is one. */
const TASK_VERB =
  'buy|call|clean|pay|email|e-mail|send|write|read|book|schedule|walk|wash|cook|fix|pick|get|go|meet|visit|order|renew|submit|study|plan|prepare|prep|water|feed|text|do|make|take|review|return|bake|charge|learn|practice|finish|organize|organise|research|ask|check|install|download|print|sign|mail|drop|print|mow|iron|vacuum|draft|file|register|apply|attend|watch|exercise|run|pack|move|paint|repair|replace|sell|bring|contact|reply|respond|invite|confirm|arrange|set up|work';
/** 'add task "A" and task "B"': the second noun is no part of a title. */
const TASK_BEFORE_QUOTE = /(?<=\b(?:and|,)\s*)(?:an?other |a )?(?:tasks?|to-?dos?) (?=\uE000)/gi;
const STARTS_WITH_VERB = new RegExp(`^(?:${TASK_VERB})\\b`, 'i');
const AND_VERB = new RegExp(
  `\\s*,?\\s+(?:and|&|plus)\\s+(?:also\\s+|then\\s+)?(?:to\\s+)?(?=(?:${TASK_VERB})\\b)`,
  'i',
);
const HEAD = new RegExp(
  `^(?:(?:me|in|up|down)\\s+)?(?:(?:a|an|another|one more|the following|these|this|some|my|the|(\\d+|${Object.keys(COUNTS).join('|')}|several|a few|multiple))\\s+)*(?:new\\s+|more\\s+)?(?:following\\s+)?(task|tasks|to-?dos?|items?|reminders?|things?)\\b(?:\\s+(?:for me|(?:to|on|in) my (?:to-?do )?list))?\\s*(?:(?:which|that) (?:says?|is|reads?)\\b|saying\\b|called\\b|named\\b|titled\\b|labell?ed\\b|with (?:the )?(?:title|name)s?\\b(?:\\s+of)?|to\\b|about\\b|for(?=\\s+\\w+ing\\b)|:|-|–|,)?\\s*:?\\s*`,
  'i',
);
const LIST_TAIL =
  /\s+(?:to|on|onto|in|into) (?:my|the|our|this) (?:to-?do |task |tasks )?(?:lists?|tasks|to-?dos?)$/i;
const NOUN_TAIL = /\s+(?:as (?:a |new )*)?(?:tasks?|to-?do(?: item)?s?|reminders?)$/i;
const DESCRIPTION =
  /[\s,;(]+(?:(?:with|and|having|plus) (?:a |the |an )?(?:description|details?|notes?)(?: (?:of|that says|saying|reading|is))?|(?:description|details?|notes?)(?= ?:|-| ['"]))\s*:?\s*(.+?)\)?$/i;

/** `rest` is the sentence after its verb; an empty result means that no title was said. */
export function readNewTasks(rest: string): NewTask[] {
  const head = HEAD.exec(rest);
  const [, said = '', noun = ''] = head ?? [];
  const count = COUNTS[said.toLowerCase()] ?? Number.parseInt(said, 10);
  const plural = /s$/i.test(noun) || Number.isFinite(count);
  const body = head ? rest.slice(head[0].length) : rest;
  const texts = split(body, {
    count: Number.isFinite(count) ? count : null,
    plural,
    single: head !== null && !plural,
  });
  return texts.map((text) => readTask(text, head !== null)).filter((task) => task.title !== '');
}

function readTask(text: string, hadNoun: boolean): NewTask {
  const described = DESCRIPTION.exec(text);
  const titled = described ? text.slice(0, described.index) : text;
  const description = described?.[1] ? unquoted(described[1]) : null;
  const quoted = /^\s*(["'])(.+)\1\s*(?:as (?:a )?(?:new )?task|to my (?:to-?do )?list|task)?[.!]?$/i.exec(
    titled,
  )?.[2];
  if (quoted) return { title: quoted.trim(), description };
  const listed = unquoted(plain(titled))
    .replace(LIST_TAIL, '')
    .replace(/^(?:a|an|my) (?=.+ task$)/i, '');
  const title = unquoted(hadNoun ? listed : listed.replace(NOUN_TAIL, '')).replace(
    /^(?:to|that i (?:need|have) to) /i,
    '',
  );
  return { title: capitalized(title), description };
}

type Shape = { count: number | null; plural: boolean; single: boolean };

function split(body: string, { count, plural, single }: Shape): string[] {
  const quoted = maskQuotes(body);
  const lines = quoted.text
    .split(/\n+|\s*;\s*/)
    .map(withoutBullet)
    .filter((line) => line !== '');
  if (lines.length > 1) return lines.map(quoted.restore);
  const text = quoted.restore((lines[0] ?? '').replace(TASK_BEFORE_QUOTE, ''));
  const masked = maskQuotes(text);
  const ways = [
    splitAt(masked, /\s*,\s*(?:and\s+|then\s+|&\s+)?|\s+(?:and|&)\s+/i),
    splitAt(masked, /\s*,\s*(?:and\s+|&\s+)?/i),
    splitAtVerbs(masked),
  ];
  const restore = (parts: string[]) => parts.map((part) => masked.restore(part));
  if (count !== null) return restore(ways.find((parts) => parts.length === count) ?? ways[0] ?? [text]);
  if (plural) return restore(ways[0] ?? [text]);
  const [, byComma = [], byVerb = []] = ways;
  if (allQuoted(masked, ways[0] ?? [])) return restore(ways[0] ?? []);
  if (!single && byVerb.length > 1 && byVerb.every((part) => STARTS_WITH_VERB.test(part)))
    return restore(byVerb);
  if (!single && byComma.length > 2 && byComma.every((part) => STARTS_WITH_VERB.test(part)))
    return restore(byComma);
  return [text];
}

function allQuoted({ text }: Masked, parts: string[]): boolean {
  return (
    text.includes('\uE000') &&
    parts.length > 1 &&
    parts.every((part) => /^\uE000\d+\uE000$/.test(part.trim()))
  );
}

function splitAt({ text }: Masked, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^and$/i.test(part));
}

function splitAtVerbs({ text }: Masked): string[] {
  return text
    .split(AND_VERB)
    .flatMap((part) => part.split(new RegExp(`\\s*,\\s*(?=(?:${TASK_VERB})\\b)`, 'i')))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function withoutBullet(line: string): string {
  return line.trim().replace(/^(?:[-*•]|\d+[.)])\s+/, '');
}

/** A sentence that is nothing but a title ("buy milk"). */
export function looksLikeTitle(text: string): boolean {
  return (
    STARTS_WITH_VERB.test(text) && text.split(/\s+/).length >= 2 && text.length <= 80 && !/\?$/.test(text)
  );
}
