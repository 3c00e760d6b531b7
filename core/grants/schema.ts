// What the consent page and the page of connected clients exchange with the API.
import * as z from 'zod';

export type Scope = 'tasks:read' | 'tasks:write';

/** What a person is asked. All texts come from the client and are cleaned, not trusted. */
export type ConsentRequest = {
  client_name: string;
  /** Host of the document that the client's id points to; null when the client registered itself. */
  client_host: string | null;
  /** Where the answer goes. */
  redirect_host: string;
  /** The answer goes to a program on this device: any of them could be listening. */
  redirect_is_local: boolean;
  /** Asked for; `tasks:read` is always among them. */
  scopes: Scope[];
  expires_at: string;
};

export const ConsentDecision = z.strictObject({
  decision: z.enum(['allow', 'deny']),
  /** Whether the client may change tasks, too. */
  change_tasks: z.boolean().optional(),
});
export type ConsentDecision = z.infer<typeof ConsentDecision>;

/** Where the browser goes on: the authorization server, which sends it back to the client. */
export type ConsentAnswer = { continue_url: string };

export type ConnectedClient = {
  id: string;
  client_name: string;
  client_host: string | null;
  redirect_host: string;
  scopes: Scope[];
  created_at: string;
  last_used_at: string | null;
  expires_at: string;
};
