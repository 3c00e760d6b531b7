// Entities: tags in the draft and in messages, sources of answers. Callbacks of the host may fail.
import type { Entity } from '@openai/chatkit';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { DraftTag, TagEntity } from '../state/chat-state.ts';
import type { Session } from '../state/session.ts';
import { addTag } from '../state/tags.ts';

export type EntityActions = {
  /** Tells the host that an entity was clicked. What its handler throws is dispatched. */
  openEntity(entity: TagEntity): void;
  /** Makes a range of the draft's text stand for an entity. */
  tagDraft(tag: DraftTag): void;
  /** Tells the host that one of its callbacks failed. */
  reportHandler(name: string, cause: unknown): void;
};

export function entityActions({ store, options, emit }: Session): EntityActions {
  const reportHandler = (name: string, cause: unknown) =>
    emit('chatkit.error', { error: new ChatKitError('handler', `${name} failed`, { cause }) });
  return {
    reportHandler,
    tagDraft: (tag) =>
      store.update((state) => ({
        ...state,
        draft: { ...state.draft, tags: addTag(state.draft, tag) },
      })),
    openEntity(entity) {
      try {
        options().entities?.onClick?.(asGiven(entity));
      } catch (cause) {
        reportHandler('entities.onClick', cause);
      }
    },
  };
}

/** The contract types `data` as strings; what a server or a host has put there comes back unchanged. */
export function asGiven(entity: TagEntity): Entity {
  return entity as Entity;
}
