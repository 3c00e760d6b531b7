/** @jsxImportSource preact */
// What only arranges other components.
import { boxStyle, flowStyle, styleOf } from './box-style.ts';
import { colorOf } from './colors.ts';
import { WidgetChildren } from './node.tsx';
import { childrenOf } from './read.ts';
import { lengthOf, spaceOf, spacingOf } from './values.ts';
import { type NodeProps, useWidget } from './widget-context.ts';

export function Box({ node, depth }: NodeProps) {
  const { scheme } = useWidget();
  // A dot or a bar of colour.
  const isDecoration = childrenOf(node).length === 0;
  return (
    <div
      class="w-box"
      data-direction={node.direction === 'row' ? 'row' : undefined}
      style={boxStyle(node, scheme)}
      aria-hidden={isDecoration || undefined}
    >
      <WidgetChildren of={node} depth={depth} />
    </div>
  );
}

export function Row({ node, depth }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <div class="w-row" style={boxStyle(node, scheme)}>
      <WidgetChildren of={node} depth={depth} />
    </div>
  );
}

export function Col({ node, depth }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <div class="w-col" style={boxStyle(node, scheme)}>
      <WidgetChildren of={node} depth={depth} />
    </div>
  );
}

/** A root without a frame. */
export function Basic({ node, depth }: NodeProps) {
  return (
    <div
      class="w-basic"
      data-direction={node.direction === 'row' ? 'row' : undefined}
      style={{ ...flowStyle(node), ...spacingOf('padding', node.padding) }}
    >
      <WidgetChildren of={node} depth={depth} />
    </div>
  );
}

export function Spacer({ node }: NodeProps) {
  const minSize = spaceOf(node.minSize);
  return <div class="w-spacer" style={styleOf({ minWidth: minSize, minHeight: minSize })} />;
}

export function Divider({ node }: NodeProps) {
  const { scheme } = useWidget();
  return (
    <hr
      class="w-divider"
      data-flush={node.flush === true || undefined}
      style={styleOf({
        borderTopWidth: lengthOf(node.size),
        borderTopColor: colorOf(node.color, scheme),
        marginBlock: spaceOf(node.spacing),
      })}
    />
  );
}

/** Shows what it holds now; nothing moves on the way. */
export function Transition({ node, depth }: NodeProps) {
  return <WidgetChildren of={node} depth={depth} />;
}
