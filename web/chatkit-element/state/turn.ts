// One turn: from the request to the last byte. Every way out ends in `chatkit.response.end`.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { TurnRequest } from '../client/requests.ts';
import { catchUp } from './catch-up.ts';
import type { ChatState } from './chat-state.ts';
import { endTurn, isCut, markCut, markUnsent, takeBackMessage } from './end-turn.ts';
import { addProblem, foldEvent } from './fold-event.ts';
import { problemOfTurn } from './problem-of.ts';
import { log, type RunningTurn, type Session } from './session.ts';

const SILENCE_MS = 60_000;

/**
 * Runs a turn to its end. `prepare` puts what the user just did on screen. Resolves also after a stop;
 * rejects with the ChatKitError that was shown and dispatched.
 */
export async function runTurn(
  session: Session,
  request: TurnRequest,
  prepare: (state: ChatState) => ChatState,
): Promise<void> {
  const { store } = session;
  const turn = newTurn();
  session.running = turn;
  store.update((state) => prepare({ ...state, phase: 'responding', turn: state.turn + 1 }));
  session.emit('chatkit.response.start', null);
  try {
    await readTurn(session, turn, request);
  } catch (error) {
    if (turn.end === null) throw reportFailure(session, turn, error, request.type);
  } finally {
    finish(session, turn);
  }
}

/** The user's Stop: the host sees the request's signal abort. What was written stays. */
export function stopTurn(session: Session): void {
  const turn = session.running;
  if (!turn || turn.end !== null) return;
  turn.end = 'stopped';
  session.store.update((state) => ({ ...state, phase: 'stopping' }));
  turn.abort.abort();
  // A host's fetch may have dropped the signal.
  turn.stream?.cancel();
  turn.finish();
}

/** Leaves the turn to the server: the stream ends here, the request is not aborted. */
export function closeTurn(session: Session): void {
  const turn = session.running;
  if (!turn) return;
  turn.end ??= 'closed';
  turn.stream?.cancel();
  turn.finish();
  finish(session, turn);
}

function newTurn(): RunningTurn {
  let finish = () => {};
  const over = new Promise<null>((resolve) => {
    finish = () => resolve(null);
  });
  return { abort: new AbortController(), stream: null, end: null, over, finish };
}

function finish(session: Session, turn: RunningTurn): void {
  if (session.running !== turn) return;
  session.running = null;
  session.store.update((state) => endTurn(state, turn.end));
  session.emit('chatkit.response.end', null);
}

async function readTurn(session: Session, turn: RunningTurn, request: TurnRequest): Promise<void> {
  const silence = watchSilence(session);
  try {
    const opening = session.client.open(request, turn.abort.signal, silence.heard);
    const stream = await Promise.race([opening, turn.over]);
    if (!stream || turn.end !== null) {
      opening.then(
        (late) => late.cancel(),
        () => {}, // the turn is over, however its request ends
      );
      return;
    }
    turn.stream = stream;
    silence.heard();
    let failure: ChatKitError | null = null;
    for await (const event of uncut(stream.events)) {
      if (turn.end !== null) return;
      failure = takeEvent(session, event, request.type) ?? failure;
    }
    if (failure) throw failure;
    if (turn.end === null && isCut(session.store.get())) throw cutError(request.type);
  } finally {
    silence.stop();
  }
}

/** A reader that fails after the headers is a cut answer, whatever broke the connection. */
async function* uncut(events: AsyncGenerator<ThreadStreamEvent>): AsyncGenerator<ThreadStreamEvent> {
  try {
    yield* events;
  } catch (cause) {
    throw cutError(undefined, cause);
  }
}

function takeEvent(session: Session, event: ThreadStreamEvent, requestType: string): ChatKitError | null {
  const { store, emit } = session;
  const before = store.get();
  log(session, 'stream.event', { type: event.type });
  try {
    store.set(foldEvent({ ...before, silent: false }, event));
  } catch {
    log(session, 'stream.bad_event', { type: event.type });
  }
  const { threadId } = store.get();
  if (threadId !== before.threadId) emit('chatkit.thread.change', { threadId });
  if (event.type === 'client_effect') emit('chatkit.effect', { name: event.name, data: event.data });
  if (event.type !== 'error') return null;
  const error = new ChatKitError(event.code === 'custom' ? 'custom' : 'stream.error', 'The turn failed', {
    requestType,
    allowRetry: event.allow_retry,
    ...(event.message ? { detail: event.message } : {}),
  });
  emit('chatkit.error', { error });
  return error;
}

/** Shows and dispatches what broke the turn; an `error` event of the stream has done both already. */
function reportFailure(
  session: Session,
  turn: RunningTurn,
  cause: unknown,
  requestType: string,
): ChatKitError {
  const error =
    cause instanceof ChatKitError
      ? cause
      : new ChatKitError('protocol', `${requestType} failed`, { requestType, cause });
  if (error.code === 'custom' || error.code === 'stream.error') return error;
  const { store, clock } = session;
  const { problem, bubble } = problemOfTurn(error, clock.now());
  store.update((state) => {
    const settled = error.code === 'stream.cut' ? markCut(state) : state;
    if (bubble === 'removed') return addProblem(takeBackMessage(settled), problem);
    return addProblem(bubble === 'unsent' ? markUnsent(settled) : settled, problem);
  });
  if (error.code === 'stream.cut') log(session, 'stream.cut', { type: requestType });
  session.emit('chatkit.error', { error });
  const running = turn.stream?.turnId ?? null;
  if (running !== null || error.reason === 'turn_in_progress') {
    catchUp(session, running ?? 'unknown', store.get().turn);
  }
  return error;
}

function cutError(requestType: string | undefined, cause?: unknown): ChatKitError {
  return new ChatKitError('stream.cut', 'The answer ended before it was complete', {
    ...(requestType ? { requestType } : {}),
    cause,
  });
}

function watchSilence(session: Session): { heard(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    timer = setTimeout(() => {
      session.store.update((state) => ({ ...state, silent: true }));
      log(session, 'stream.silent', { ms: SILENCE_MS });
    }, SILENCE_MS);
  };
  return { heard, stop };
}
