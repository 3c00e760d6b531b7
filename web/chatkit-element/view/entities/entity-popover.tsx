/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { namedIcon } from '../../icons/named-icon.ts';
import { fill } from '../../locales/en.ts';
import type { TagEntity } from '../../state/chat-state.ts';
import styles from '../../styles/entities.css?inline';
import { useStyles } from '../adopt-styles.ts';
import { Icon } from '../icon.tsx';
import { lazy } from '../lazy.tsx';
import { usePanel } from '../panel-context.ts';
import { initialOf } from './initial.ts';
import { requestPreview } from './request-preview.ts';
import { usePlace } from './use-place.ts';
import type { Preview } from './use-preview.ts';

/** A tag of a message, or a source of an answer, which may say more of itself. */
export type ShownEntity = TagEntity & { label?: string | undefined; description?: string | undefined };

type Props = {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  entity: ShownEntity;
  preview: Preview;
};

const WidgetPreview = lazy<{ root: unknown }>(
  async () => (await import('../../widgets/preview.tsx')).WidgetPreview,
);

/** What the host shows of an entity. Without a widget of its own: what the entity says of itself. */
export function EntityPopover({ id, anchor, entity, preview }: Props) {
  const panel = usePanel();
  const box = useRef<HTMLDivElement>(null);
  // Undefined until the host has answered.
  const [widget, setWidget] = useState<unknown>(undefined);
  useStyles(box, styles);
  usePlace(box, anchor);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a host is asked once for what has opened
  useEffect(() => {
    let isWanted = true;
    void requestPreview(panel, entity).then((root) => {
      if (isWanted) setWidget(root);
    });
    return () => {
      isWanted = false;
    };
  }, [entity.id]);
  const { onPointerEnter, onPointerLeave } = preview.handlers;
  return (
    <div
      ref={box}
      id={id}
      class="entity-popover"
      role="tooltip"
      popover="manual"
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      {widget === undefined ? (
        <div class="entity-waiting" role="status">
          <span class="visually-hidden">{fill(panel.texts.preview_loading, { title: entity.title })}</span>
        </div>
      ) : widget === null ? (
        <EntityHeader entity={entity} />
      ) : (
        <WidgetPreview root={widget} />
      )}
    </div>
  );
}

function EntityHeader({ entity }: { entity: ShownEntity }) {
  const { title, icon, label, group, description } = entity;
  const kind = label ?? group;
  const node = icon ? namedIcon(icon) : null;
  return (
    <div class="entity-header">
      <span class="entity-icon" aria-hidden="true">
        {node ? <Icon node={node} /> : initialOf(title)}
      </span>
      <div>
        {kind && kind !== title ? <p class="entity-kind">{kind}</p> : null}
        <p class="entity-title">{title}</p>
        {description ? <p class="entity-description">{description}</p> : null}
      </div>
    </div>
  );
}
