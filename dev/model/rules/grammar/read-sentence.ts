// A whole message → the wishes in it, in order.
import type { Intent } from '../intent.ts';
import { corrected } from './correct-typos.ts';
import { plain, withoutCourtesy } from './phrases.ts';
import { readClause } from './read-clause.ts';
import { readCourtesy } from './readers/talking.ts';
import { splitClauses } from './split-clauses.ts';

const INJECTED =
  /^(?:please )?(?:ignore|forget|disregard|override|bypass)\b.{0,60}?\b(?:rules?|instructions?|prompts?|guidelines|restrictions)\b[^a-z]*(?:and|then|,)?\s*/i;

/** Never empty: what cannot be read is one `talk` of topic `unknown`. */
export function readSentence(text: string): Intent[] {
  const sentence = plain(text).replace(INJECTED, '');
  const intents = readClauses(sentence);
  if (intents.some(understood)) return intents.length > 1 ? intents.filter(matters) : intents;
  const again = readClauses(corrected(sentence));
  return again.some(understood) ? again : intents;
}

function readClauses(sentence: string): Intent[] {
  const courtesy = readCourtesy(sentence);
  if (courtesy) return [courtesy];
  const clauses = splitClauses(withoutCourtesy(sentence) || sentence);
  const intents = clauses.map((clause) => readClause(withoutCourtesy(clause) || clause));
  return intents.length > 0 ? intents : [{ do: 'talk', topic: 'unknown' }];
}

function understood(intent: Intent): boolean {
  return intent.do !== 'choose' && !(intent.do === 'talk' && intent.topic === 'unknown');
}

/** Beside real wishes, courtesies need no answer of their own. */
function matters(intent: Intent): boolean {
  return (
    !(intent.do === 'talk' && (intent.topic === 'greeting' || intent.topic === 'thanks')) &&
    intent.do !== 'choose'
  );
}
