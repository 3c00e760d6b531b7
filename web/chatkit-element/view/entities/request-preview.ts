import { asGiven } from '../../actions/entities.ts';
import type { TagEntity } from '../../state/chat-state.ts';
import type { Panel } from '../panel-context.ts';

/** The widget that the host wants to be shown for an entity; null for none. What fails is told to the host. */
export async function requestPreview(
  { options, actions }: Pick<Panel, 'options' | 'actions'>,
  entity: TagEntity,
): Promise<unknown> {
  try {
    const answer: { preview?: unknown } | null | undefined = await options.entities?.onRequestPreview?.(
      asGiven(entity),
    );
    return answer?.preview ?? null;
  } catch (cause) {
    actions.reportHandler('entities.onRequestPreview', cause);
    return null;
  }
}
