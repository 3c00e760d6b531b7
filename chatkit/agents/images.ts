// Image generation: an item without an image, partial images as they come, the image.
import type { GeneratedImage } from '../protocol/items.ts';
import type { AgentHooks } from './options.ts';
import { type RunState, update } from './run-state.ts';

/** `partialIndex` is that of a partial image, from 0; absent for the last. */
export type ImageUrl = (image: {
  id: string;
  base64: string;
  partialIndex?: number;
}) => string | Promise<string>;

type ImageHooks = Pick<AgentHooks, 'imageUrl' | 'partialImages'>;

const dataUrl: ImageUrl = ({ base64 }) => `data:image/png;base64,${base64}`;

export function startImage(state: RunState, id: string): void {
  const item = { type: 'generated_image' as const, ...state.newItem('message') };
  state.images.set(id, { item });
  state.outbox.push({ type: 'thread.item.added', item });
}

export async function showPartial(
  state: RunState,
  { id, base64, index }: { id: string; base64: string; index: number },
  { imageUrl = dataUrl, partialImages = 0 }: ImageHooks,
): Promise<void> {
  const url = await imageUrl({ id, base64, partialIndex: index });
  const open = state.images.get(id);
  if (!open) return;
  const progress = partialImages > 0 ? Math.min(1, index / partialImages) : 0;
  update(state, open, { type: 'generated_image.updated', image: { id, url }, progress });
}

/** A call that ends without a result has nothing to show. */
export async function finishImage(
  state: RunState,
  { id, base64 }: { id: string; base64: string | null },
  { imageUrl = dataUrl }: ImageHooks,
): Promise<void> {
  if (!base64) return;
  const image: GeneratedImage = { id, url: await imageUrl({ id, base64 }) };
  const item = state.images.get(id)?.item ?? { type: 'generated_image', ...state.newItem('message') };
  state.images.delete(id);
  state.outbox.push({ type: 'thread.item.done', item: { ...item, image } });
}
