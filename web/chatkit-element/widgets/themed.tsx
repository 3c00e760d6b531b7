/** @jsxImportSource preact */
import type { ColorScheme } from '@openai/chatkit';
import type { ComponentType } from 'preact';
import { useMemo } from 'preact/hooks';
import { oneOf } from './read.ts';
import { type NodeProps, useWidget, WidgetContext } from './widget-context.ts';

/** A root that may ask for a scheme of its own, for itself and what is in it. */
export function themed(Root: ComponentType<NodeProps>): ComponentType<NodeProps> {
  return function Themed(props: NodeProps) {
    const runtime = useWidget();
    const scheme = oneOf<ColorScheme>(props.node.theme, ['light', 'dark']) ?? runtime.scheme;
    const inside = useMemo(() => ({ ...runtime, scheme }), [runtime, scheme]);
    if (scheme === runtime.scheme) return <Root {...props} />;
    return (
      <div class="w-root scheme" data-scheme={scheme}>
        <WidgetContext.Provider value={inside}>
          <Root {...props} />
        </WidgetContext.Provider>
      </div>
    );
  };
}
