// A whole turn: an answer to the question that is open, or else the wishes of the message one after the other.
import { answerQuestion } from './answer-question.ts';
import { carryOut } from './carry-out.ts';
import { readSentence } from './grammar/read-sentence.ts';
import type { Intent } from './intent.ts';
import { openQuestion } from './questions.ts';
import type { Steps, Turn } from './turn.ts';

export function* converse(turn: Turn, utterance: string): Steps<string> {
  const intents = readSentence(utterance);
  const question = openQuestion(turn.memory.lastAnswer);
  const answered = question === null ? null : yield* answerQuestion(turn, question, { intents, utterance });
  // "yes, and show my tasks" answers and wishes; without a question the yes says nothing.
  const wishes =
    intents.length > 1 ? intents.filter(({ do: kind }) => kind !== 'yes' && kind !== 'no') : intents;
  if (answered !== null && (wishes.length === 0 || wishes.length === intents.length)) return answered;
  const sayings: string[] = answered === null ? [] : [answered];
  for (const intent of withOneDelete(wishes)) sayings.push(yield* carryOut(turn, intent));
  return joined(sayings);
}

/** Several deletions in one message are one deletion of several, so that they are asked about together. */
function withOneDelete(intents: Intent[]): Intent[] {
  const deletions = intents.filter((intent) => intent.do === 'delete');
  if (deletions.length < 2) return intents;
  const owner = deletions.find((deletion) => deletion.owner !== null)?.owner ?? null;
  const parts = deletions.map((deletion) => deletion.which);
  const others = intents.filter((intent) => intent.do !== 'delete');
  return [...others, { do: 'delete', which: { by: 'several', parts }, owner }];
}

/** Questions come last: the next message answers them. */
function joined(sayings: string[]): string {
  const distinct = [...new Set(sayings)];
  const isQuestion = (saying: string) => openQuestion(saying) !== null;
  return [...distinct.filter((saying) => !isQuestion(saying)), ...distinct.filter(isQuestion)].join('\n\n');
}
