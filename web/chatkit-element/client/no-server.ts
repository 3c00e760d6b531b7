import { ChatKitError } from './chatkit-error.ts';
import type { Client } from './client.ts';

const refuse = () => Promise.reject(new ChatKitError('options', 'The options name no server'));

/** For a panel whose options are unusable. */
export const noServer: Client = { url: '', open: refuse, ask: refuse, tell: refuse };
