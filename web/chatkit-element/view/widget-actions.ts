// What a control of a widget asks for, read from loose JSON. Pure; what happens then is decided in `actions/`.
import type { ActionConfig, WidgetRoot } from '#chatkit/protocol/widgets.ts';

export type WidgetActionRequest = {
  itemId: string;
  /** The whole widget as it is drawn now. */
  widget: WidgetRoot;
  action: ActionConfig;
  /** Values of the fields by their names as they are written in the widget: dots are not resolved yet. */
  values: Record<string, FieldValue>;
};

/** A checkbox is a boolean; everything else is its text, a date as `yyyy-mm-dd`. */
export type FieldValue = string | boolean;

/** Rejects when the action failed; the failure is on screen by then. */
export type RunWidgetAction = (request: WidgetActionRequest) => Promise<void>;

/** Where an action starts. */
export type ActionOrigin = 'button' | 'confirm' | 'cancel' | 'form' | 'list-item' | 'field';

/** What shows that an action is being carried out: its control, its whole widget, or nothing. */
export type Loading = 'self' | 'container' | 'none';

/** The action of a component; null when there is none, or none that could be sent. */
export function readAction(value: unknown): ActionConfig | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, payload, handler, loadingBehavior, streaming } = value as Record<string, unknown>;
  if (typeof type !== 'string' || type === '') return null;
  return {
    type,
    ...(payload === undefined || payload === null ? {} : { payload }),
    handler: handler === 'client' ? 'client' : 'server',
    loadingBehavior: isLoading(loadingBehavior) ? loadingBehavior : 'auto',
    // The documentation prints it as text.
    streaming: streaming !== false && streaming !== 'false',
  };
}

const AUTOMATIC: Record<ActionOrigin, Loading> = {
  button: 'self',
  'list-item': 'self',
  confirm: 'container',
  cancel: 'container',
  form: 'container',
  field: 'none',
};

export function loadingOf({ loadingBehavior = 'auto' }: ActionConfig, origin: ActionOrigin): Loading {
  return loadingBehavior === 'auto' ? AUTOMATIC[origin] : loadingBehavior;
}

/** A turn of its own cannot begin while another one runs. */
export function startsTurn({ handler, streaming }: ActionConfig): boolean {
  return handler !== 'client' && streaming !== false;
}

function isLoading(value: unknown): value is Loading {
  return value === 'self' || value === 'container' || value === 'none';
}
