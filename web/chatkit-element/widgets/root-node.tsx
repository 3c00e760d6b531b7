/** @jsxImportSource preact */
import { Component, type ComponentChildren } from 'preact';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import { RenderLog, UnknownComponent } from './node.tsx';
import { childrenOf } from './read.ts';
import { useWidget } from './widget-context.ts';

/** The outermost component. It is not guarded like the others: without it there is nothing to see. */
export function RootNode({ node, fallback }: { node: WidgetComponent; fallback: ComponentChildren }) {
  const { components } = useWidget();
  const Drawn = components.get(node.type);
  if (Drawn) return <Drawn node={node} depth={0} />;
  if (childrenOf(node).length > 0) return <UnknownComponent node={node} depth={0} />;
  return (
    <>
      <RenderLog name="render.widget_unknown" type={node.type} />
      {fallback}
    </>
  );
}

type BoundaryProps = { root: WidgetComponent; fallback: ComponentChildren; children: ComponentChildren };

/** Draws the fallback for a tree that fails, until another one comes. */
export class RootBoundary extends Component<BoundaryProps, { failed: WidgetComponent | null }> {
  override state = { failed: null as WidgetComponent | null };

  override componentDidCatch(): void {
    this.setState({ failed: this.props.root });
  }

  override render({ root, fallback, children }: BoundaryProps): ComponentChildren {
    if (this.state.failed !== root) return children;
    return (
      <>
        <RenderLog name="render.widget_failed" type={root.type} />
        {fallback}
      </>
    );
  }
}
