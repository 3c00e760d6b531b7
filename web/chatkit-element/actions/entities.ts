// What the host hears of entities: tags in messages and sources of answers.
import type { Entity } from '@openai/chatkit';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { TagEntity } from '../state/chat-state.ts';
import type { Session } from '../state/session.ts';

export type EntityActions = {
  /** Tells the host that an entity was clicked. What its handler throws is dispatched. */
  openEntity(entity: TagEntity): void;
};

export function entityActions({ options, emit }: Session): EntityActions {
  return {
    openEntity(entity) {
      try {
        options().entities?.onClick?.(asGiven(entity));
      } catch (cause) {
        emit('chatkit.error', { error: new ChatKitError('handler', 'entities.onClick failed', { cause }) });
      }
    },
  };
}

/** The contract types `data` as strings; what a server or a host has put there comes back unchanged. */
function asGiven(entity: TagEntity): Entity {
  return entity as Entity;
}
