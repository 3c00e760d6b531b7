import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

type Bindings = { MCP: { fetch(request: Request): Promise<Response> } };

let mcpRequests = 0;

const app = new Hono<{ Bindings: Bindings }>();

/** The least a Worker can do: read the body, send it back as one event. */
app.post('/echo', async (c) => {
  const body = await c.req.json();
  return streamSSE(c, (stream) => stream.writeSSE({ data: JSON.stringify(body) }));
});

/** Stands in front of the MCP Worker's door and counts. */
app.all('/mcp', (c) => {
  mcpRequests += 1;
  return c.env.MCP.fetch(c.req.raw);
});

app.get('/mcp-requests', (c) => {
  const count = mcpRequests;
  mcpRequests = 0;
  return c.json(count);
});

export default app;
