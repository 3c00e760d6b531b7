/**
 * Remembers which row the user sees first, and where; the answer puts it back there. Browsers hold the place of what
 * is read by themselves when something above changes, but not all of them, and not at the very top.
 */
export function keepPlace(box: HTMLElement | null): () => void {
  const edge = box?.getBoundingClientRect().top ?? 0;
  for (const row of box?.querySelectorAll('.row') ?? []) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom <= edge) continue;
    return () => {
      const moved = row.getBoundingClientRect().top - top;
      if (box && moved !== 0) box.scrollTop += moved;
    };
  }
  return () => {};
}
