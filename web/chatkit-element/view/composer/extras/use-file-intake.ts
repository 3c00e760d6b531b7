import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Files that are dropped anywhere on the panel or pasted into the text. True while files hang over the panel. */
export function useFileIntake(
  input: RefObject<HTMLTextAreaElement | null>,
  enabled: boolean,
  take: (files: readonly File[]) => void,
): boolean {
  const [hovering, setHovering] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `take` does the same at any time
  useEffect(() => {
    const area = input.current;
    const panel = area?.closest<HTMLElement>('.panel');
    if (!enabled || !area || !panel) return;
    const stop = new AbortController();
    const { signal } = stop;
    // Every child that the pointer passes sends a pair of these.
    let depth = 0;
    const leave = () => {
      depth = 0;
      setHovering(false);
    };
    const onDrag = (event: DragEvent) => {
      // The history may cover the composer.
      if (!event.dataTransfer?.types.includes('Files') || area.closest('[inert]')) return;
      event.preventDefault();
      if (event.type === 'dragenter') depth += 1;
      setHovering(true);
    };
    panel.addEventListener('dragenter', onDrag, { signal });
    panel.addEventListener('dragover', onDrag, { signal });
    panel.addEventListener('dragleave', () => (--depth <= 0 ? leave() : undefined), { signal });
    panel.addEventListener(
      'drop',
      (event) => {
        leave();
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0 || area.closest('[inert]')) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    area.addEventListener(
      'paste',
      (event) => {
        const { clipboardData } = event;
        const files = [...(clipboardData?.files ?? [])];
        // Office programs put a picture of the text beside the text.
        if (files.length === 0 || clipboardData?.types.includes('text/plain')) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => stop.abort();
  }, [enabled, input]);
  return hovering && enabled;
}
