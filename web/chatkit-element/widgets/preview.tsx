/** @jsxImportSource preact */
import { WidgetFrame } from './widget-frame.tsx';

/** A widget to look at, as in a popover: its controls do nothing. */
export function WidgetPreview({ root }: { root: unknown }) {
  return <WidgetFrame root={root} dispatch={null} responding={false} isNew={false} fallback={null} />;
}
