// The message after a question of ours: an answer to it, or something else.
import { removeNow } from './actions/remove.ts';
import { carryOut } from './carry-out.ts';
import { capitalized, unquoted } from './grammar/phrases.ts';
import { looksLikeTitle, readNewTasks } from './grammar/read-new-tasks.ts';
import { readReference } from './grammar/read-reference.ts';
import type { Intent, Reference } from './intent.ts';
import { matching } from './match.ts';
import type { Deed, Question } from './questions.ts';
import type { TaskFact } from './read-result.ts';
import { identified } from './resolve.ts';
import type { Steps, Turn } from './turn.ts';

type Message = { intents: Intent[]; utterance: string };

const THEM: Reference = { by: 'focus', plural: true };
const KEPT = 'All right, I left everything as it is.';

/** `null` when the message asks for something else. */
export function* answerQuestion(turn: Turn, question: Question, message: Message): Steps<string | null> {
  const [intent] = message.intents;
  if (message.intents.length === 1 && intent?.do === 'no') return KEPT;
  if (question.about === 'delete_all') return yield* answerDeleteAll(turn, question.tasks, message);
  if (question.about === 'which') return yield* answerWhich(turn, question, message);
  const text = unquoted(message.utterance);
  if (message.intents.some((other) => isCommand(other, message)) || text === '') return null;
  if (question.about === 'task_to_add') {
    return yield* carryOut(turn, { do: 'add', tasks: readNewTasks(message.utterance), owner: null });
  }
  turn.memory.focus = [turn.memory.known(question.task)];
  return question.about === 'new_title'
    ? yield* carryOut(turn, { do: 'rename', which: THEM, title: capitalized(text) })
    : yield* carryOut(turn, { do: 'describe', which: THEM, text });
}

function* answerDeleteAll(turn: Turn, listed: TaskFact[], message: Message): Steps<string | null> {
  const [intent] = message.intents;
  const isYes =
    intent?.do === 'yes' || ((intent?.do === 'delete' || intent?.do === 'choose') && isAll(intent.which));
  if (!isYes) return yield* answerWhich(turn, { deed: { do: 'delete' }, tasks: listed }, message);
  const tasks = listed.map((task) => turn.memory.known(task));
  const resolution = yield* identified(turn, tasks);
  return 'say' in resolution ? resolution.say : yield* removeNow(turn, resolution.tasks);
}

function isAll(which: Reference): boolean {
  return which.by === 'all' || (which.by === 'focus' && which.plural);
}

type Which = { deed: Deed; tasks: TaskFact[] };

function* answerWhich(turn: Turn, { deed, tasks }: Which, message: Message): Steps<string | null> {
  const [intent] = message.intents;
  if (message.intents.length !== 1 || !intent || isCommand(intent, message)) return null;
  const which = intent.do === 'choose' ? intent.which : readReference(message.utterance);
  const candidates = tasks.map((task) => turn.memory.known(task));
  const chosen = among(candidates, which);
  if (chosen.length > 0) turn.memory.focus = chosen;
  if (chosen.length === 0 && tasks.length > 0 && intent.do !== 'choose') return null;
  return yield* carryOut(turn, intentOf(deed, chosen.length > 0 ? THEM : which));
}

/** Which of the offered tasks are meant; none when the answer points elsewhere. */
function among(candidates: TaskFact[], which: Reference): TaskFact[] {
  switch (which.by) {
    case 'number':
      return which.numbers.flatMap((number) => {
        const place = which.exact ? undefined : candidates[number - 1];
        return candidates.find((task) => task.number === number) ?? place ?? [];
      });
    case 'position': {
      const task = candidates.at(which.index);
      return task ? [task] : [];
    }
    case 'several':
      return which.parts.flatMap((part) => among(candidates, part));
    case 'words': {
      const fitting = matching(which.text, candidates);
      return fitting.length === 1 ? fitting : [];
    }
    case 'all':
      return candidates;
    case 'focus':
      return which.plural ? candidates : [];
    default:
      return [];
  }
}

function intentOf(deed: Deed, which: Reference): Intent {
  if (deed.do === 'complete') return { do: 'complete', which, done: deed.done, owner: null };
  if (deed.do === 'delete') return { do: 'delete', which, owner: null };
  return { ...deed, which };
}

/** A wish of its own. A bare title ("buy milk") may as well be an answer. */
function isCommand(intent: Intent, { utterance }: Message): boolean {
  if (intent.do === 'choose' || (intent.do === 'talk' && intent.topic === 'unknown')) return false;
  return !(intent.do === 'add' && looksLikeTitle(utterance));
}
