/** @jsxImportSource preact */
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import type { ActionOrigin } from '../view/widget-actions.ts';
import { boxStyle } from './box-style.ts';
import { FieldScope } from './field-scope.tsx';
import { WidgetChildren } from './node.tsx';
import { useAction } from './use-action.ts';
import type { Style } from './values.ts';
import { type NodeProps, useWidget } from './widget-context.ts';

/** `submits`: it has an action of its own. */
export type FormState = { submits: boolean; blocked: boolean; working: boolean };

const FormContext = createContext<FormState | null>(null);

/** How the form around a component stands; null outside one. */
export function useForm(): FormState | null {
  return useContext(FormContext);
}

/** A real form: the browser checks the fields and says what is missing. */
export function WidgetForm(props: {
  node: WidgetComponent;
  action: unknown;
  origin: ActionOrigin;
  class: string;
  style: Style;
  data?: Record<`data-${string}`, string | undefined>;
  children: ComponentChildren;
}) {
  const { node, class: className, style, data } = props;
  const { exists, blocked, working, start } = useAction(props.action, props.origin);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    // A form may stand in the form of its card.
    event.stopPropagation();
    void start(event.currentTarget as Element);
  }

  return (
    <form
      class={className}
      style={style}
      {...data}
      aria-busy={working || undefined}
      onSubmit={submit}
      onKeyDown={submitOnEnter}
    >
      <FieldScope of={node}>
        <FormContext.Provider value={{ submits: exists, blocked: blocked || !exists, working }}>
          {props.children}
        </FormContext.Provider>
      </FieldScope>
    </form>
  );
}

export function Form({ node, depth }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <WidgetForm
      node={node}
      action={node.onSubmitAction}
      origin="form"
      class="w-form"
      style={boxStyle(node, scheme)}
      data={{ 'data-direction': node.direction === 'row' ? 'row' : undefined }}
    >
      <WidgetChildren of={node} depth={depth} />
    </WidgetForm>
  );
}

/** Browsers do it by themselves only where there is a button for it. */
function submitOnEnter(event: KeyboardEvent): void {
  const field = event.target;
  const isLine = field instanceof HTMLInputElement && !/^(?:checkbox|radio)$/.test(field.type);
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !isLine) return;
  event.preventDefault();
  event.stopPropagation();
  field.form?.requestSubmit();
}
