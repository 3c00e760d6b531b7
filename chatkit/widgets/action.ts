import type { ActionConfig } from '../protocol/widgets.ts';

/**
 * What a control does when it is used. The values of form fields are merged into `payload` by the client; a
 * server must authorize every id in it. `streaming: false` asks for `threads.sync_custom_action`, which is
 * allowed while a turn runs.
 */
export function action(
  type: string,
  payload?: Record<string, unknown>,
  options: Pick<ActionConfig, 'handler' | 'loadingBehavior' | 'streaming'> = {},
): ActionConfig {
  return { type, ...(payload && { payload }), ...options };
}
