/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { borderStyle, styleOf } from './box-style.ts';
import { colorOf } from './colors.ts';
import { ButtonView } from './controls/button-view.tsx';
import { useForm, WidgetForm } from './form.tsx';
import { WidgetChildren } from './node.tsx';
import { childrenOf, oneOf, recordOf, textOf } from './read.ts';
import { Status } from './status.tsx';
import { useAction } from './use-action.ts';
import { edgesOf, type Style, spaceOf } from './values.ts';
import { type NodeProps, useWidget } from './widget-context.ts';

/** A framed widget; with `asForm`, its confirmation submits the fields inside. */
export function Card({ node, depth }: NodeProps) {
  const { scheme } = useWidget();
  const isForm = node.asForm === true;
  const style = {
    ...styleOf({ background: colorOf(node.background, scheme) }),
    ...borderStyle(node.border, scheme),
  };
  const data = { 'data-size': oneOf(node.size, ['sm', 'md', 'lg', 'full']) ?? 'md' } as const;
  const content = (
    <>
      <Status of={node.status} />
      {node.collapsed === true || childrenOf(node).length === 0 ? null : (
        <div class="w-card-body" style={paddingVariables(node.padding)}>
          <WidgetChildren of={node} depth={depth} />
        </div>
      )}
      <CardFooter node={node} isForm={isForm} />
    </>
  );
  if (!isForm) {
    return (
      <section class="w-card" style={style} {...data}>
        {content}
      </section>
    );
  }
  return (
    <WidgetForm
      node={node}
      action={recordOf(node.confirm)?.action}
      origin="confirm"
      class="w-card"
      style={style}
      data={data}
    >
      {content}
    </WidgetForm>
  );
}

/** As custom properties, because lines and pictures that reach the edge have to undo them. */
function paddingVariables(padding: unknown): Style {
  return edgesOf(padding, spaceOf, (side) => `--w-pad${side.replace(/[A-Z]/g, '-$&').toLowerCase()}`);
}

function CardFooter({ node, isForm }: { node: WidgetComponent; isForm: boolean }) {
  const confirm = recordOf(node.confirm);
  const cancel = recordOf(node.cancel);
  if (!confirm && !cancel) return null;
  return (
    <div class="w-card-footer">
      {cancel ? <FooterButton button={cancel} origin="cancel" /> : null}
      {confirm && isForm ? <SubmitButton>{textOf(confirm.label)}</SubmitButton> : null}
      {confirm && !isForm ? <FooterButton button={confirm} origin="confirm" /> : null}
    </div>
  );
}

function FooterButton(props: { button: Record<string, unknown>; origin: 'confirm' | 'cancel' }) {
  const { button, origin } = props;
  const { blocked, working, start } = useAction(button.action, origin);
  const isConfirm = origin === 'confirm';
  return (
    <ButtonView
      tone={isConfirm ? 'primary' : 'secondary'}
      variant={isConfirm ? 'solid' : 'outline'}
      blocked={blocked}
      working={working}
      onClick={(event) => void start(event.currentTarget as Element)}
    >
      {textOf(button.label)}
    </ButtonView>
  );
}

function SubmitButton({ children }: { children: ComponentChildren }) {
  const form = useForm();
  return (
    <ButtonView tone="primary" variant="solid" submit blocked={form?.blocked} working={form?.working}>
      {children}
    </ButtonView>
  );
}
