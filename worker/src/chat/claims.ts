// What an answer says it has done. By words alone, in English: it reads sentences that claim a finished change, and
// leaves alone what is denied, asked, offered, planned, or told of an earlier time.

export type ClaimKind = 'added' | 'completed' | 'deleted' | 'changed';

/** A claimed change; the tasks it names, by number and by title in lower case, say which one is meant. */
export type Claim = { kind: ClaimKind; numbers: number[]; titles: string[] };

const VERBS: Record<ClaimKind, string> = {
  added: 'added|created|put|saved',
  completed: 'completed|finished|checked off|ticked off|closed|marked|reopened|unmarked',
  deleted: 'deleted|removed|erased|cleared|discarded',
  changed:
    'changed|renamed|updated|edited|moved|rescheduled|postponed|set|adjusted|modified|tagged|prioritized|undone|restored|reverted',
};
const ANY = Object.values(VERBS).join('|');

/** Fields of a task: adding or removing one is a change of the task. */
const FIELD =
  /\b(?:descriptions?|notes?|due dates?|dates?|deadlines?|tags?|labels?|priorit(?:y|ies)|reminders?|details?)\b/;

const ADVERBS = '(?:(?:just|now|also|successfully|both|then|all|duly|finally)\\s+)*';
const OBJECT =
  '(?:§|"|#\\d|\\d|it\\b|them\\b|that\\b|this\\b|these\\b|those\\b|both\\b|all\\b|everything\\b|the\\b|your\\b|an?\\b|one\\b|two\\b|three\\b|task\\b|a new\\b)';

const AHEAD = '(?:gone ahead and\\s+|went ahead and\\s+)?';
/** Of these a state is told by the same words as a change ("**A** – completed"). */
const CHANGED_ONLY = [VERBS.added, VERBS.deleted, VERBS.changed].join('|');

/** Each pattern's first group is the verb. The sentence is in lower case, with § for every title. */
const CLAIMS = [
  `\\b(?:i|we)(?:'ve| have)?\\s+${ADVERBS}${AHEAD}${ADVERBS}(${ANY})\\b`,
  `^(?:(?:and|also|then|okay|ok|sure|great|all set|all done|done)[,:;!]? )?${ADVERBS}(${ANY})\\b:?\\s+${OBJECT}`,
  `\\b(?:has|have)\\s+${ADVERBS}been\\s+${ADVERBS}(${ANY})\\b`,
  `\\b(?:is|are)\\s+now\\s+${ADVERBS}(${ANY}|done|complete|gone|called|named|on your list)\\b`,
  `\\b(?:is|are)\\s+${ADVERBS}(${VERBS.deleted}|gone)\\b`,
  `(?:§|\\b(?:tasks?|it|they|both|all of them|everything))\\s+(?:was|were)\\s+${ADVERBS}(${ANY})\\b`,
  `^(?:(?:the|your|all|all the|new|\\d+) )*(?:§|tasks?)(?: \\(#\\d+\\))? ${ADVERBS}(${CHANGED_ONLY})\\b`,
].map((source) => new RegExp(source));

const KIND_OF: Record<string, ClaimKind> = {
  done: 'completed',
  complete: 'completed',
  gone: 'deleted',
  called: 'changed',
  named: 'changed',
  'on your list': 'added',
};

const DENIED =
  /\b(?:not|never|cannot|nothing|none|nobody|neither|nor|without|unable|failed|instead of|no (?:task|tasks|change|changes|longer|such))\b|n't\b|n’t\b/;
const PLANNED =
  /\b(?:can|could|will|would|shall|should|may|might|must|let me|going to|want|wants|wish|like|if|once|when|whenever|unless|until|to be|needs?|waits?|waiting|please|how to|try|say|tell me)\b|\b(?:i|we|it|that|you)'(?:ll|d)\b/;
const EARLIER =
  /\b(?:already|earlier|before|previously|yesterday|ago|last (?:time|week|month|turn|night)|in an earlier|in the past|so far|used to|originally|at first|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|since)\b|\b(?:as|like) i (?:said|mentioned)\b|\byou(?:'ve| have)?\s+(?:\w+\s+)?(?:added|created|completed|finished|deleted|removed|changed|updated)\b/;

/** The claims of an answer in markdown, in their order. */
export function claimsIn(answer: string): Claim[] {
  const text = answer.replaceAll('’', "'").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, ' ');
  return sentencesOf(text).flatMap(claimOf);
}

/** Sentences without their titles: those are people's words, and no verb in them claims anything. */
function sentencesOf(text: string): { words: string; titles: string[]; numbers: number[] }[] {
  const kept: string[] = [];
  const masked = text.replaceAll(
    /\*\*((?:\\.|[^*\\\n])+)\*\*|["“]([^"”\n]+)["”]|(?<![\w])'([^'\n]{2,})'(?!\w)/g,
    (_, ...found) => {
      const title = found.slice(0, 3).find((part) => typeof part === 'string');
      kept.push(String(title).replaceAll(/\\(.)/g, '$1').toLowerCase());
      return `§${kept.length - 1}§`;
    },
  );
  return masked.split(/(?<=[.!?…])\s+|\n+|;\s+/).map((sentence) => ({
    words: sentence
      .toLowerCase()
      .replaceAll(/§\d+§/g, '§')
      .replace(/^[^a-z§#"]+/, '')
      .trim(),
    titles: [...sentence.matchAll(/§(\d+)§/g)].map(([, index]) => kept[Number(index)] ?? ''),
    numbers: [...sentence.matchAll(/#(\d{1,9})/g)].map(([, number]) => Number(number)),
  }));
}

function claimOf({ words, titles, numbers }: ReturnType<typeof sentencesOf>[number]): Claim[] {
  if (words.endsWith('?') || DENIED.test(words)) return [];
  for (const pattern of CLAIMS) {
    const match = pattern.exec(words);
    const verb = match?.[1];
    if (!match || verb === undefined) continue;
    // What stands behind the verb may speak of anything: "I added it, so you can relax."
    const before = words.slice(0, match.index + match[0].length);
    if (PLANNED.test(before) || EARLIER.test(words)) return [];
    return [{ kind: kindOf(verb, words.slice(match.index)), numbers, titles }];
  }
  return [];
}

function kindOf(verb: string, words: string): ClaimKind {
  const found = Object.entries(VERBS).find(([, verbs]) => verbs.split('|').includes(verb));
  const kind = KIND_OF[verb] ?? (found?.[0] as ClaimKind | undefined) ?? 'changed';
  return (kind === 'added' || kind === 'deleted') && FIELD.test(words) ? 'changed' : kind;
}
