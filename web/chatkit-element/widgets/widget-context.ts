// What the components of one widget share.
import type { ColorScheme } from '@openai/chatkit';
import { type ComponentType, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ActionConfig, WidgetComponent } from '#chatkit/protocol/widgets.ts';
import type { FieldValue } from '../view/widget-actions.ts';

/** `depth` counts the components around this one. */
export type NodeProps = { node: WidgetComponent; depth: number };
export type Components = ReadonlyMap<string, ComponentType<NodeProps>>;
export type FieldValues = Record<string, FieldValue>;

export type WidgetRuntime = {
  components: Components;
  /** Carries out an action; null where there is nothing to do but look, as in a preview. */
  dispatch: ((action: ActionConfig, values: FieldValues) => Promise<void>) | null;
  /** A turn runs, so none can begin. */
  responding: boolean;
  /** It came just now, and was not read from the past of the conversation. */
  isNew: boolean;
  scheme: ColorScheme;
  /** Dims the whole widget until the answer is called. */
  hold(): () => void;
};

export const WidgetContext = createContext<WidgetRuntime | null>(null);

export function useWidget(): WidgetRuntime {
  const runtime = useContext(WidgetContext);
  if (!runtime) throw new Error('A component of a widget was drawn outside it');
  return runtime;
}
