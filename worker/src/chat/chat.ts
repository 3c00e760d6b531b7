// The product's ChatKit server: the Postgres store, the agent's answers, the product's rules for texts.
import { type ChatKitServer, CustomStreamError, createChatKitServer, type Log } from '#chatkit/index.ts';
import { AppError } from '#core/errors.ts';
import { TEXT, TURN } from '#core/limits.ts';
import { codePoints, refuseUnstorable } from '#core/text.ts';
import type { ChatContext } from './context.ts';
import { aiTimeout, TOOK_TOO_LONG } from './failure.ts';
import { postgresStore } from './postgres-store.ts';
import { createResponder, type ResponderDeps } from './respond.ts';
import { cleanThreadTitle } from './title.ts';

export type ChatDeps = ResponderDeps & { now: () => Date; log: Log };

export type Chat = ChatKitServer<ChatContext>;

export function createChat(deps: ChatDeps): Chat {
  const uuid = () => crypto.randomUUID();
  return createChatKitServer<ChatContext>({
    store: postgresStore,
    respond: createResponder(deps),
    validateInput: (input) =>
      void checkMessage(
        input.content.map((part) => part.text),
        input.quoted_text,
        input.attachments,
      ),
    validateTitle: cleanThreadTitle,
    onTurnEnd: ({ outcome, context, error }) => {
      const timedOut = error instanceof CustomStreamError && error.message === TOOK_TOO_LONG;
      if (outcome === 'failed' && timedOut) context.failure ??= aiTimeout(error);
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

/** @throws AppError `message_empty`, `message_too_long`, `invalid_characters`, `attachments_not_supported`. */
function checkMessage(parts: string[], quotedText: string | undefined, attachments: string[]): void {
  if (attachments.length > 0) {
    throw new AppError('attachments_not_supported', 'Attachments are not supported');
  }
  for (const text of [...parts, quotedText ?? '']) refuseUnstorable(text);
  if (parts.every((text) => text.trim() === '')) {
    throw new AppError('message_empty', 'Message cannot be empty');
  }
  const length = parts.reduce((sum, text) => sum + codePoints(text), 0);
  const tooLong = length > TEXT.messageMax || codePoints(quotedText ?? '') > TEXT.messageMax;
  if (tooLong || parts.length > TEXT.messagePartsMax) {
    throw new AppError('message_too_long', `Message must be ${TEXT.messageMax} characters or less`);
  }
}
