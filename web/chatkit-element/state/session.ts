// What the operations of one panel share: its state, its server, and how news leaves it.
import type { ChatKitEvents, ChatKitOptions } from '@openai/chatkit';
import { IntegrationError } from '../client/chatkit-error.ts';
import type { Client } from '../client/client.ts';
import type { EventStream } from '../client/event-stream.ts';
import type { TurnRequest } from '../client/requests.ts';
import { type ChatState, type Draft, EMPTY_CHAT, isBusy } from './chat-state.ts';
import { reportToolChanges } from './choice.ts';
import { createStore, type Store } from './store.ts';
import type { Replies } from './structured-input.ts';

export type DetailOf<Name extends keyof ChatKitEvents> =
  ChatKitEvents[Name] extends CustomEvent<infer Detail> ? (undefined extends Detail ? null : Detail) : never;

/** Dispatches an event of the published contract. */
export type Emit = <Name extends keyof ChatKitEvents>(name: Name, detail: DetailOf<Name>) => void;

export type RunningTurn = {
  /** What began it. */
  request: TurnRequest;
  abort: AbortController;
  stream: EventStream | null;
  /** `stopped` by the user; `closed` because the panel turned to something else or left the page. */
  end: 'stopped' | 'closed' | null;
  /** Settles at the end, so that nothing waits for a request that ignores its signal. */
  over: Promise<null>;
  finish: () => void;
  /** The server has begun to answer: what the user did has arrived. */
  opened: boolean;
};

export type Upload = { file: File; abort: AbortController };

export type Clock = {
  now(): number;
  /** Rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export type Session = {
  readonly store: Store<ChatState>;
  readonly client: Client;
  readonly emit: Emit;
  readonly clock: Clock;
  /** As they are now; the host may replace them at any time. */
  readonly options: () => Partial<ChatKitOptions>;
  running: RunningTurn | null;
  /** Reads belong to the thread that is shown; their answers are dropped when it changes. */
  reads: AbortController;
  /** Reads of the history end with its view. */
  historyReads: AbortController;
  /** Unsent text of the threads that are not shown. */
  readonly drafts: Map<string | null, Draft>;
  /** What was chosen in forms that are not submitted, by their item. */
  readonly forms: Map<string, Replies>;
  /** Quick actions of widgets: how many were sent, and by item the newest one whose answer is shown. */
  readonly quick: { sent: number; readonly shown: Map<string, number> };
  /** Files that are on their way or could not be sent, by the key of their attachment. */
  readonly uploads: Map<string, Upload>;
  /** Cuts the pause between two looks at a turn that runs elsewhere. */
  wake: () => void;
};

export function createSession(ports: Pick<Session, 'client' | 'emit' | 'clock' | 'options'>): Session {
  const store = createStore(EMPTY_CHAT);
  reportToolChanges(store, ports.emit);
  return {
    ...ports,
    store,
    running: null,
    reads: new AbortController(),
    historyReads: new AbortController(),
    drafts: new Map(),
    forms: new Map(),
    quick: { sent: 0, shown: new Map() },
    uploads: new Map(),
    wake: () => {},
  };
}

/** @throws IntegrationError naming the method, when a thread is loading or an answer is being written. */
export function refuseIfBusy(session: Session, method: string): void {
  const state = session.store.get();
  if (!isBusy(state)) return;
  const reason = state.phase === 'loading' ? 'loading a thread' : 'responding';
  throw new IntegrationError(`ChatKit: ${method}() ignored - already ${reason}`);
}

/** Ends uploads that nobody waits for any more; all of them when no keys are given. */
export function cancelUploads({ uploads }: Session, keys: Iterable<string> = [...uploads.keys()]): void {
  for (const key of keys) {
    const held = uploads.get(key);
    uploads.delete(key);
    held?.abort.abort();
  }
}

export function log(session: Session, name: string, data: Record<string, unknown>): void {
  session.emit('chatkit.log', { name, data });
}
