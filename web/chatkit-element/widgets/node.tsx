/** @jsxImportSource preact */
import { Component, type ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { usePanel } from '../view/panel-context.ts';
import { keysOf } from './keys.ts';
import { childrenOf } from './read.ts';
import { type NodeProps, WidgetContext, type WidgetRuntime } from './widget-context.ts';

/** Deeper trees are not read by anybody, and could exhaust the stack. */
const DEPTH_MAX = 40;
const TYPE_MAX = 64;

/** One component. It is drawn again when its JSON is another one; when it fails, its neighbours stay. */
export class WidgetNode extends Component<NodeProps, { failed: WidgetComponent | null }> {
  static override contextType = WidgetContext;
  override state = { failed: null as WidgetComponent | null };

  override shouldComponentUpdate({ node }: NodeProps, { failed }: { failed: WidgetComponent | null }) {
    return node !== this.props.node || failed !== this.state.failed;
  }

  override componentDidCatch(): void {
    this.setState({ failed: this.props.node });
  }

  override render({ node, depth }: NodeProps): ComponentChildren {
    if (this.state.failed === node || depth > DEPTH_MAX) {
      return <RenderLog name="render.widget_failed" type={node.type} />;
    }
    const runtime = this.context as WidgetRuntime;
    const Drawn = runtime.components.get(node.type) ?? UnknownComponent;
    return <Drawn node={node} depth={depth} />;
  }
}

/** The components inside another. They keep their elements by id, key or name, so what was typed stays. */
export function WidgetChildren({ of, depth }: { of: WidgetComponent; depth: number }) {
  const children = childrenOf(of);
  const keys = keysOf(children);
  return (
    <>
      {children.map((child, index) => (
        <WidgetNode key={keys[index]} node={child} depth={depth + 1} />
      ))}
    </>
  );
}

/** Of a type that this element does not know: what is inside may still be of use. */
export function UnknownComponent({ node, depth }: NodeProps) {
  return (
    <>
      <RenderLog name="render.widget_unknown" type={node.type} />
      <WidgetChildren of={node} depth={depth} />
    </>
  );
}

/** Tells the host once, by the type alone. */
export function RenderLog({ name, type }: { name: string; type: string }) {
  const { actions } = usePanel();
  useEffect(() => actions.log(name, { type: type.slice(0, TYPE_MAX) }), [actions, name, type]);
  return null;
}
