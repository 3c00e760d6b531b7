/** @jsxImportSource preact */
import { useCallback, useRef } from 'preact/hooks';
import type { ActionConfig } from '#chatkit/protocol/widgets.ts';
import { usePanel } from '../view/panel-context.ts';
import { PlainWidget } from '../view/plain-widget.tsx';
import type { WidgetProps } from '../view/widget-item.tsx';
import type { FieldValues } from './widget-context.ts';
import { WidgetFrame } from './widget-frame.tsx';

/** The widget of a conversation: what its controls do goes to the host or the server. */
export function Widget({ item, responding, isNew }: WidgetProps) {
  const { actions } = usePanel();
  const { id, widget } = item;
  // Looked up when it is needed: all components are drawn again when what they share changes, and text may
  // grow by a word at a time.
  const newest = useRef(widget);
  newest.current = widget;
  const dispatch = useCallback(
    (action: ActionConfig, values: FieldValues) =>
      actions.runWidgetAction({ itemId: id, widget: newest.current, action, values }),
    [actions, id],
  );
  return (
    <WidgetFrame
      root={widget}
      dispatch={dispatch}
      responding={responding}
      isNew={isNew}
      fallback={<PlainWidget text={item.copy_text} />}
    />
  );
}
