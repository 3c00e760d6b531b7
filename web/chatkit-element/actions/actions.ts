// What the panel's buttons do, carried out on a session. Failures are on screen and in events already.
import type { Session } from '../state/session.ts';
import { type AttachmentActions, attachmentActions } from './attachments.ts';
import { type ConversationActions, conversationActions } from './conversation.ts';
import { type DictationActions, dictationActions } from './dictation.ts';
import { type EntityActions, entityActions } from './entities.ts';
import { type FeedbackActions, feedbackActions } from './feedback.ts';
import { type HistoryActions, historyActions } from './history.ts';
import { type PickerActions, pickerActions } from './pickers.ts';
import { type RenderingActions, renderingActions } from './rendering.ts';
import { type StructuredInputActions, structuredInputActions } from './structured-input.ts';
import type { Surroundings } from './surroundings.ts';
import { type WidgetActions, widgetActions } from './widgets.ts';

export type Actions = ConversationActions &
  StructuredInputActions &
  WidgetActions &
  AttachmentActions &
  PickerActions &
  DictationActions &
  EntityActions &
  HistoryActions &
  FeedbackActions &
  RenderingActions;

export function createActions(session: Session, surroundings: Surroundings): Actions {
  return {
    ...conversationActions(session, surroundings),
    ...structuredInputActions(session),
    ...widgetActions(session),
    ...attachmentActions(session),
    ...pickerActions(session),
    ...dictationActions(session),
    ...entityActions(session),
    ...historyActions(session),
    ...feedbackActions(session),
    ...renderingActions(session),
  };
}
