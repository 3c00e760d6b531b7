import type { OpenAIChatKit } from '@openai/chatkit';
import { IntegrationError } from '../client/chatkit-error.ts';
import { type Draft, type DraftAttachment, isOpen } from '../state/chat-state.ts';
import { draftTextOf, storedAttachment } from '../state/compose.ts';
import { cancelUploads, type Session } from '../state/session.ts';
import { contentOf } from './message-input.ts';

type Value = Parameters<OpenAIChatKit['setComposerValue']>[0];

/**
 * Changes what is given and keeps the rest; when something of it cannot be, nothing changes. Resolves when it is on
 * screen; files are on their way then.
 * @throws IntegrationError when the thread takes no messages, or an option does not offer what is given.
 */
export async function setComposerValue(session: Session, value: Value): Promise<void> {
  const { files = [] } = value;
  // What is fetched comes before anything changes, and before the thread can close.
  const work = files.length > 0 ? await import('../state/attachments.ts') : null;
  const { store } = session;
  if (!isOpen(store.get())) throw refused('the thread is locked');
  checkChoice(session, value);
  const kept = value.attachments ?? store.get().draft.attachments;
  const reason = work?.refusalOfFiles(session, files, kept.length);
  if (reason) throw refused(reason);

  const replaced = value.attachments === undefined ? [] : store.get().draft.attachments;
  cancelUploads(
    session,
    replaced.map(({ key }) => key),
  );
  store.update((state) => ({
    ...state,
    draft: { ...state.draft, ...draftPart(value) },
    toolId: value.selectedToolId === undefined ? state.toolId : value.selectedToolId,
    modelId: value.selectedModelId ?? state.modelId,
  }));
  work?.attachFiles(session, files);
}

function draftPart(value: Value): Partial<Draft> {
  const hasText = value.text !== undefined || value.content !== undefined;
  const attachments: DraftAttachment[] | undefined = value.attachments?.map((given) =>
    storedAttachment({ ...given }),
  );
  return {
    ...(hasText ? draftTextOf(contentOf(value)) : {}),
    ...(attachments ? { attachments } : {}),
    ...(value.reply === undefined ? {} : { quote: value.reply }),
  };
}

function checkChoice(session: Session, { selectedToolId, selectedModelId }: Value): void {
  const { tools = [], models = [] } = session.options().composer ?? {};
  if (typeof selectedToolId === 'string' && !tools.some(({ id }) => id === selectedToolId)) {
    throw refused(`composer.tools has no "${selectedToolId}"`);
  }
  if (
    selectedModelId !== undefined &&
    !models.some(({ id, disabled }) => id === selectedModelId && !disabled)
  ) {
    throw refused(`composer.models has no "${selectedModelId}" that can be selected`);
  }
}

function refused(reason: string): IntegrationError {
  return new IntegrationError(`ChatKit: setComposerValue() ignored - ${reason}`);
}
