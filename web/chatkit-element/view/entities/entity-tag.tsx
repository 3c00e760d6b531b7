/** @jsxImportSource preact */
import type { TagEntity } from '../../state/chat-state.ts';
import { lazy } from '../lazy.tsx';
import { type Panel, usePanel } from '../panel-context.ts';

export type EntityTagProps = { entity: TagEntity };

/** Until its code is there, and without it, an entity is its name. */
const EntityButton = lazy<EntityTagProps>(async () => (await import('./entity-button.tsx')).EntityButton, {
  Waiting: PlainTag,
  Failed: PlainTag,
});

/** An entity in a message: its name, and a button where the host has a use for it. */
export function EntityTag(props: EntityTagProps) {
  const { options } = usePanel();
  return isUsed(props.entity, options) ? <EntityButton {...props} /> : <PlainTag {...props} />;
}

function PlainTag({ entity }: EntityTagProps) {
  return <span class="tag">@{entity.title}</span>;
}

/** Whether an entity is more than its name: it is interactive, and the host listens. */
export function isUsed({ interactive }: TagEntity, { entities }: Panel['options']): boolean {
  const handlers = [entities?.onClick, entities?.onRequestPreview];
  return interactive === true && handlers.some((handler) => typeof handler === 'function');
}
