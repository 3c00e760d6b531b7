// The end of a turn: one commit, then its last events.
import { errorEvent, isForeseen } from './error-event.ts';
import { CustomStreamError, StreamError } from './errors.ts';
import { CANCELLED_NOTE, worthKeeping } from './keep.ts';
import type { ThreadItem } from './protocol/items.ts';
import type { ThreadMetadata } from './protocol/thread.ts';
import type { TurnRun } from './run-turn.ts';
import type { Store, StoredItem, TurnCommit, TurnOutcome } from './store.ts';
import { toWireThread } from './wire.ts';

type Failure = { error: unknown };

/** @param thrown What ended the responder, if it did not end by itself. */
export async function endTurn<Context>(run: TurnRun<Context>, thrown: Failure | undefined): Promise<void> {
  const { reason } = run.abort;
  if (reason === 'deleted') return;
  const stopped = reason === 'stopped' || reason === 'disconnected';
  let failure = reason === 'timed_out' ? timeLimit(run) : stopped ? undefined : thrown;
  if (failure) logUnforeseen(run, failure);

  let thread: ThreadMetadata | undefined;
  try {
    thread = await commit(run, failure ? 'failed' : stopped ? 'stopped' : 'completed');
  } catch (error) {
    failure ??= { error };
    logUnforeseen(run, { error });
  }
  if (failure) await run.tell(errorEvent(failure.error));
  if (thread) await run.tell({ type: 'thread.updated', thread: toWireThread(thread) });
  await report(run, failure ? 'failed' : stopped ? 'stopped' : 'completed', failure);
}

/** Stores what is left to store, tells which items that were, and returns the thread if it had changed. */
async function commit<Context>(
  run: TurnRun<Context>,
  outcome: TurnOutcome,
): Promise<ThreadMetadata | undefined> {
  const { settings, context } = run.call;
  const { turnId, thread, input } = run.begun;
  const changed = run.watch.changed();
  const items = [...held(run), ...(await leftovers(run, outcome))];
  const turn: TurnCommit = {
    turnId,
    threadId: thread.id,
    outcome,
    input: inputStatus(input, outcome),
    items,
  };
  if (changed) turn.thread = changed;
  await write(settings.store, turn, context);
  for (const stored of items) {
    run.stored.set(stored.item.id, stored);
    await run.tell({ type: 'thread.item.done', item: stored.item });
  }
  return changed;
}

async function write<Context>(store: Store<Context>, turn: TurnCommit, context: Context): Promise<void> {
  if (store.commitTurn) return store.commitTurn(turn, context);
  for (const { item } of turn.items) await store.addThreadItem(turn.threadId, item, context);
  if (turn.thread) await store.saveThread(turn.thread, context);
}

function inputStatus(input: ThreadItem | null, outcome: TurnOutcome): TurnCommit['input'] {
  return input && { id: input.id, status: outcome === 'failed' ? 'failed' : 'done' };
}

function held<Context>(run: TurnRun<Context>): StoredItem[] {
  if (!run.held) return [];
  run.pending.drop(run.held.item.id);
  return [{ item: run.held.item, status: 'done' }];
}

async function leftovers<Context>(run: TurnRun<Context>, outcome: TurnOutcome): Promise<StoredItem[]> {
  const pending = run.pending.all();
  const kept = worthKeeping(pending);
  if (outcome === 'failed') return kept.map((item) => ({ item, status: 'incomplete' }));
  if (outcome === 'stopped') {
    const items = await afterStop(run, pending, kept);
    return items.map((item) => ({ item, status: run.pending.has(item.id) ? 'incomplete' : 'done' }));
  }
  if (pending.length > 0) {
    const ids = pending.map(({ id }) => id);
    run.call.settings.log('Items were begun and never done', { turnId: run.begun.turnId, ids });
  }
  return [];
}

/** The integrator's choice, or what was said and a note for the model. */
async function afterStop<Context>(
  run: TurnRun<Context>,
  pending: ThreadItem[],
  kept: ThreadItem[],
): Promise<ThreadItem[]> {
  const { settings, context } = run.call;
  const note = {
    type: 'sdk_hidden_context',
    ...run.newItem('sdk_hidden_context'),
    content: CANCELLED_NOTE,
  } as const;
  const defaults = [...kept, note];
  try {
    const chosen = await settings.handleStreamCancelled?.({
      thread: run.watch.thread,
      pending,
      defaults,
      context,
    });
    return chosen ?? defaults;
  } catch (error) {
    settings.log('handleStreamCancelled failed', { turnId: run.begun.turnId, error });
    return defaults;
  }
}

function timeLimit<Context>({ call: { settings } }: TurnRun<Context>): Failure {
  const { timeoutMessage } = settings;
  return {
    error: timeoutMessage ? new CustomStreamError(timeoutMessage, true) : new StreamError('stream.error'),
  };
}

function logUnforeseen<Context>({ call, begun }: TurnRun<Context>, { error }: Failure): void {
  if (isForeseen(error)) return;
  call.settings.log('A turn failed', { turnId: begun.turnId, threadId: begun.thread.id, error });
}

async function report<Context>(
  run: TurnRun<Context>,
  outcome: TurnOutcome,
  failure: Failure | undefined,
): Promise<void> {
  const { settings, context } = run.call;
  const { turnId, input } = run.begun;
  const items = [...run.stored.values()];
  try {
    await settings.onTurnEnd?.({
      ...{ turnId, thread: run.watch.thread, outcome, items, context, input: inputStatus(input, outcome) },
      ...failure,
    });
  } catch (error) {
    settings.log('onTurnEnd failed', { turnId, error });
  }
}
