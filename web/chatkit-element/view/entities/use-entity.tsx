/** @jsxImportSource preact */
import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { usePanel } from '../panel-context.ts';
import { EntityPopover, type ShownEntity } from './entity-popover.tsx';
import { isUsed } from './entity-tag.tsx';
import { type Preview, usePreview } from './use-preview.ts';

/** What a button has that stands for an entity. */
export type EntityUse = {
  /** The host has a use for it. */
  isLive: boolean;
  /** A preview can be shown of it. */
  hasPreview: boolean;
  activate(): void;
  handlers: Preview['handlers'];
  /** Id of the preview that is shown. */
  describedBy: string | undefined;
  /** To be drawn beside the button. */
  popover: ComponentChildren;
};

/** A click opens the entity where the host does something with it, and else its preview. */
export function useEntity(entity: ShownEntity, button: RefObject<HTMLElement | null>): EntityUse {
  const { options, actions } = usePanel();
  const id = useId();
  const isLive = isUsed(entity, options);
  const { onClick, onRequestPreview } = options.entities ?? {};
  const hasPreview = isLive && typeof onRequestPreview === 'function';
  const preview = usePreview(hasPreview);
  const { isOpen, open, close, handlers } = preview;
  return {
    isLive,
    hasPreview,
    activate() {
      if (typeof onClick !== 'function') return open();
      close();
      actions.openEntity(entity);
    },
    handlers,
    describedBy: isOpen ? id : undefined,
    popover: isOpen ? <EntityPopover id={id} anchor={button} entity={entity} preview={preview} /> : null,
  };
}
