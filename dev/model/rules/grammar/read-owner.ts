// Somebody else's name in a reference: "the tasks of user 42", "bob's list". It never changes whose list is used.
import { capitalized } from './phrases.ts';

const NOUN = '(?:tasks?|to-?dos?|(?:to-?do |task )?lists?|items)';
const PERSON =
  '(user(?: id)? ?#?\\w+|all users|every user|every(?:one|body)|other users?|another user|somebody|someone else|[\\p{L}][\\w.@-]*)';
const PATTERNS = [
  new RegExp(
    `\\b(${NOUN})\\s+(?:of|belonging to|owned by|from)\\s+(?!mine\\b|my\\b|the\\b|today\\b|me\\b)${PERSON}$`,
    'iu',
  ),
  /\b()for\s+(user(?: id)? ?#?\w+|all users|every user|everyone else|another user|other users)\b/iu,
  new RegExp(`\\b()(?:in|on|from)\\s+${PERSON}(?:'s|s')\\s+${NOUN}$`, 'iu'),
];
const POSSESSIVE = new RegExp(
  `(?<=^|\\s)${PERSON}(?:'s|s')\\s+(?:(?:whole|entire|full|pending|completed|open|own)\\s+)?(tasks|to-?dos|(?:to-?do |task )?lists?|items)\\b`,
  'iu',
);
const NOBODY = /^(?:today|tomorrow|yesterday|what|who|there|it|that|let|here|this|week)$/i;

export function withoutOwner(phrase: string): { phrase: string; owner: string | null } {
  const possessive = POSSESSIVE.exec(phrase);
  if (possessive?.[1] && !NOBODY.test(possessive[1])) {
    const [whole, owner, noun] = possessive;
    return { phrase: phrase.replace(whole, noun ?? ''), owner: named(owner) };
  }
  for (const pattern of PATTERNS) {
    const match = pattern.exec(phrase);
    if (!match?.[2]) continue;
    const rest = `${phrase.slice(0, match.index)}${match[1]}${phrase.slice(match.index + match[0].length)}`;
    return { phrase: rest.trim(), owner: named(match[2]) };
  }
  return { phrase, owner: null };
}

function named(owner: string): string {
  return /^(?:user|all|every|other|another|some)/i.test(owner) ? owner.toLowerCase() : capitalized(owner);
}
