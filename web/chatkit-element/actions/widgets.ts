// What the controls of widgets do. The work is fetched with the first action.
import { sayPartMissing } from '../state/notices.ts';
import type { Session } from '../state/session.ts';
import type { RunWidgetAction } from '../view/widget-actions.ts';

export type WidgetActions = { runWidgetAction: RunWidgetAction };

export function widgetActions(session: Session): WidgetActions {
  return {
    async runWidgetAction(request) {
      const work = await import('../state/widget-action.ts').catch((cause: unknown) => {
        session.store.update(sayPartMissing);
        throw cause;
      });
      await work.runWidgetAction(session, request);
    },
  };
}
