/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import styles from '../../styles/entities.css?inline';
import { useStyles } from '../adopt-styles.ts';
import type { EntityTagProps } from './entity-tag.tsx';
import { useEntity } from './use-entity.tsx';

/** An entity that can be opened, or looked at, or both. */
export function EntityButton({ entity }: EntityTagProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { activate, handlers, describedBy, popover } = useEntity(entity, button);
  useStyles(button, styles);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="tag"
        aria-describedby={describedBy}
        onClick={activate}
        {...handlers}
      >
        @{entity.title}
      </button>
      {popover}
    </>
  );
}
