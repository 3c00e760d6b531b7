// What the controls of widgets do.
import type { Session } from '../state/session.ts';
import { runWidgetAction } from '../state/widget-action.ts';
import type { RunWidgetAction } from '../view/widget-actions.ts';

export type WidgetActions = { runWidgetAction: RunWidgetAction };

export function widgetActions(session: Session): WidgetActions {
  return { runWidgetAction: (request) => runWidgetAction(session, request) };
}
