import { WorkerEntrypoint } from 'cloudflare:workers';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

type Env = { MCP: { fetch(request: Request): Promise<Response> } };

let mcpRequests = 0;

/** Stands in front of the MCP Worker's door and counts. */
export class TurnDoor extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    mcpRequests += 1;
    return this.env.MCP.fetch(request);
  }
}

const app = new Hono();

/** The least a Worker can do: read the body, send it back as one event. */
app.post('/echo', async (c) => {
  const body = await c.req.json();
  return streamSSE(c, (stream) => stream.writeSSE({ data: JSON.stringify(body) }));
});

app.get('/mcp-requests', (c) => {
  const count = mcpRequests;
  mcpRequests = 0;
  return c.json(count);
});

export default app;
