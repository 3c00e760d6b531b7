// The product's ChatKit server: the Postgres store, the agent's answers, the product's rules for texts.
import {
  type ChatKitServer,
  CustomStreamError,
  createChatKitServer,
  type Log,
  type Store,
} from '#chatkit/index.ts';
import { TURN } from '#core/limits.ts';
import { createActions } from './answer-deletion.ts';
import { beginTurn } from './begin-turn.ts';
import { checkMessage } from './check-message.ts';
import { commitTurn } from './commit-turn.ts';
import type { ChatContext } from './context.ts';
import { aiTimeout, TOOK_TOO_LONG } from './failure.ts';
import { addFeedback } from './feedback.ts';
import { postgresStore } from './postgres-store.ts';
import { createResponder, type ResponderDeps } from './respond.ts';
import { cleanThreadTitle, titleOf } from './title.ts';
import { unknownAnswer } from './waiting-deletion.ts';

export type ChatDeps = ResponderDeps & { now: () => Date; log: Log };

export type Chat = ChatKitServer<ChatContext>;

export function createChat(deps: ChatDeps): Chat {
  const uuid = () => crypto.randomUUID();
  return createChatKitServer<ChatContext>({
    store,
    respond: createResponder(deps),
    actions: createActions(deps),
    titleOf,
    validateInput: (input) => void checkMessage(input),
    validateTitle: cleanThreadTitle,
    addFeedback,
    onTurnEnd: ({ outcome, context, error, turnId }) => {
      const timedOut = error instanceof CustomStreamError && error.message === TOOK_TOO_LONG;
      if (timedOut) context.failure ??= aiTimeout(error);
      const { requestId, tokens, failure } = context;
      const line = {
        request_id: requestId,
        ...{ turn: turnId, outcome, tokens: tokens.in + tokens.out, code: failure?.code },
      };
      deps.log('turn', failure ? { ...line, error: failure } : line);
    },
    onDisconnect: 'finish',
    timeoutMs: TURN.timeoutMs,
    timeoutMessage: TOOK_TOO_LONG,
    historyLimit: TURN.historyItems,
    ids: { thread: uuid, item: uuid, turn: uuid },
    now: deps.now,
    log: deps.log,
  });
}

const store: Store<ChatContext> = {
  ...postgresStore,
  async beginTurn(start, context) {
    const refusal = start.kind === 'action' ? unknownAnswer(start) : undefined;
    if (!refusal || start.kind !== 'action') return beginTurn(start, context);
    await postgresStore.loadThread(start.threadId, context); // what is not one's own is not found first
    throw refusal;
  },
  async commitTurn(commit, context) {
    // Every row of it has its id, so writing it twice is writing it once.
    await commitTurn(commit, context)
      .catch(() => commitTurn(commit, context))
      .catch((cause) => {
        throw notSaved(cause);
      });
  },
};

function notSaved(cause: unknown): Error {
  const error = new CustomStreamError('This answer could not be saved', true);
  return Object.assign(error, { cause });
}
