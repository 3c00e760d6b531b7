/** @jsxImportSource preact */
import { useId, useRef } from 'preact/hooks';
import styles from '../../styles/entities.css?inline';
import { useStyles } from '../adopt-styles.ts';
import { usePanel } from '../panel-context.ts';
import { EntityPopover } from './entity-popover.tsx';
import type { EntityTagProps } from './entity-tag.tsx';
import { usePreview } from './use-preview.ts';

/** An entity that can be opened, or looked at, or both. */
export function EntityButton({ entity }: EntityTagProps) {
  const { options, actions } = usePanel();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useId();
  const { onClick, onRequestPreview } = options.entities ?? {};
  const opens = typeof onClick === 'function';
  const preview = usePreview(typeof onRequestPreview === 'function');
  useStyles(button, styles);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="tag"
        aria-describedby={preview.isOpen ? popover : undefined}
        onClick={() => (opens ? actions.openEntity(entity) : preview.open())}
        {...preview.handlers}
      >
        @{entity.title}
      </button>
      {preview.isOpen ? (
        <EntityPopover id={popover} anchor={button} entity={entity} preview={preview} />
      ) : null}
    </>
  );
}
