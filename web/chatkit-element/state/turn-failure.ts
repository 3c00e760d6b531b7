import { ChatKitError } from '../client/chatkit-error.ts';
import { catchUp } from './catch-up.ts';
import type { ChatState, Problem } from './chat-state.ts';
import { markCut, markUnsent, takeBackMessage } from './end-turn.ts';
import { addProblem } from './fold-event.ts';
import { notifyProblem } from './notices.ts';
import { problemOfTurn, type Verdict } from './problem-of.ts';
import { log, type RunningTurn, type Session } from './session.ts';
import { isRepeatable } from './turn-stream.ts';

/** Shows and dispatches what broke the turn; an `error` event of the stream has done both already. */
export function reportFailure(
  session: Session,
  turn: RunningTurn,
  cause: unknown,
  undo: ((state: ChatState) => ChatState) | undefined,
): ChatKitError {
  const error = errorOf(cause, turn.request.type);
  if (error.code === 'custom' || error.code === 'stream.error') return error;
  const { store, clock } = session;
  const { problem, bubble } = problemOfTurn(error, clock.now());
  if (undo && !turn.opened) {
    store.update((state) => notifyProblem(undo(state), problem, clock.now()));
  } else {
    const shown: Problem = isRepeatable(turn.request) ? problem : { ...problem, retry: null };
    store.update((state) => settle(error.code === 'stream.cut' ? markCut(state) : state, shown, bubble));
  }
  if (error.code === 'stream.cut') log(session, 'stream.cut', { type: turn.request.type });
  session.emit('chatkit.error', { error });
  const running = turn.stream?.turnId ?? null;
  if (running !== null || error.reason === 'turn_in_progress') {
    catchUp(session, running ?? 'unknown', store.get().turn);
  }
  return error;
}

function settle(state: ChatState, problem: Problem, bubble: Verdict['bubble']): ChatState {
  if (bubble === 'removed') return addProblem(takeBackMessage(state), problem);
  return addProblem(bubble === 'unsent' ? markUnsent(state) : state, problem);
}

function errorOf(cause: unknown, requestType: string): ChatKitError {
  if (cause instanceof ChatKitError) return cause;
  return new ChatKitError('protocol', `${requestType} failed`, { requestType, cause });
}
