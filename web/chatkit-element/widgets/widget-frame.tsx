/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { useStyles } from '../view/adopt-styles.ts';
import { usePanel } from '../view/panel-context.ts';
import { schemeOf } from '../view/theme.ts';
import { FieldScope } from './field-scope.tsx';
import { isComponent } from './read.ts';
import { components } from './registry.ts';
import { RootBoundary, RootNode } from './root-node.tsx';
import { useFocusReturn } from './use-focus-return.ts';
import { WidgetContext, type WidgetRuntime } from './widget-context.ts';
import css from './widgets.css?inline';

type Props = Pick<WidgetRuntime, 'dispatch' | 'responding' | 'isNew'> & {
  /** JSON that nobody has checked. */
  root: unknown;
  /** What is drawn when nothing of the widget can be. */
  fallback: ComponentChildren;
};

/** Draws a tree of components, with what they share and with the styles they need. */
export function WidgetFrame({ root, dispatch, responding, isNew, fallback }: Props) {
  const { options } = usePanel();
  const frame = useRef<HTMLDivElement>(null);
  const [holds, setHolds] = useState(0);
  useStyles(frame, css);
  useFocusReturn(frame, holds > 0 || responding);
  const hold = useCallback(() => {
    setHolds((count) => count + 1);
    return () => setHolds((count) => count - 1);
  }, []);
  const scheme = schemeOf(options.theme);
  const runtime = useMemo(
    (): WidgetRuntime => ({ components, dispatch, responding, isNew, scheme, hold }),
    [dispatch, responding, isNew, scheme, hold],
  );
  const held = holds > 0;
  return (
    <div ref={frame} class="w-root" data-held={held || undefined} inert={held} aria-busy={held || undefined}>
      {isComponent(root) ? (
        <RootBoundary root={root} fallback={fallback}>
          <WidgetContext.Provider value={runtime}>
            <FieldScope of={root}>
              <RootNode node={root} fallback={fallback} />
            </FieldScope>
          </WidgetContext.Provider>
        </RootBoundary>
      ) : (
        fallback
      )}
    </div>
  );
}
