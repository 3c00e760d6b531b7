// One turn: from the request to the last byte. Every way out ends in `chatkit.response.end`.
import type { TurnRequest } from '../client/requests.ts';
import type { ChatState } from './chat-state.ts';
import { endTurn } from './end-turn.ts';
import type { RunningTurn, Session } from './session.ts';
import { reportFailure } from './turn-failure.ts';
import { readTurn } from './turn-stream.ts';
import { pendingCall } from './waiting.ts';

export type TurnChanges = {
  /** Puts what the user just did on screen. */
  prepare: (state: ChatState) => ChatState;
  /** For what is done with a control that stays: takes it back when the server refuses it. A notice says why. */
  undo?: (state: ChatState) => ChatState;
};

/**
 * Runs a turn to its end, with the tools of the page that the server asks for on the way. Resolves also after a
 * stop; rejects with the ChatKitError that was shown and dispatched.
 */
export async function runTurn(
  session: Session,
  request: TurnRequest,
  { prepare, undo }: TurnChanges,
): Promise<void> {
  const { store } = session;
  const turn = newTurn(request);
  session.running = turn;
  store.update((state) => prepare({ ...state, phase: 'responding', turn: state.turn + 1 }));
  session.emit('chatkit.response.start', null);
  try {
    await readWhole(session, turn);
  } catch (error) {
    if (turn.end === null) throw reportFailure(session, turn, error, undo);
  } finally {
    // Stopped before the server answered: whether it has heard of it is not known, so nothing is taken for done.
    if (undo && turn.end === 'stopped' && !turn.opened && session.running === turn) store.update(undo);
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

function newTurn(request: TurnRequest): RunningTurn {
  let finish = () => {};
  const over = new Promise<null>((resolve) => {
    finish = () => resolve(null);
  });
  return { request, abort: new AbortController(), stream: null, end: null, over, finish, opened: false };
}

function finish(session: Session, turn: RunningTurn): void {
  if (session.running !== turn) return;
  session.running = null;
  session.store.update((state) => endTurn(state, turn.end));
  session.emit('chatkit.response.end', null);
}

/**
 * A stream may end in the call of a tool of the page; the next one goes on with its output. A call that was stored
 * before is never run.
 */
async function readWhole(session: Session, turn: RunningTurn): Promise<void> {
  let request: TurnRequest | null = turn.request;
  for (let calls = 0; request !== null; calls++) {
    const asked = await readTurn(session, turn, request);
    const call = pendingCall(session.store.get());
    if (turn.end !== null || !call || !asked.has(call.id)) return;
    const { requestForCall } = await import('./client-tool.ts');
    request = await requestForCall(session, turn, call, calls);
  }
}
