import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

type Bindings = { LIMIT: RateLimit; MCP: { fetch(request: Request): Promise<Response> } };

let mcpRequests = 0;

const app = new Hono<{ Bindings: Bindings }>();

/** The least a Worker can do: read the body, send it back as one event. */
app.post('/echo', async (c) => {
  const body = await c.req.json();
  return streamSSE(c, (stream) => stream.writeSSE({ data: JSON.stringify(body) }));
});

/** The same behind as many rate limits as a chat turn passes: one by address, two at once by user. */
app.post('/limited-echo', async (c) => {
  await c.env.LIMIT.limit({ key: 'address' });
  await Promise.all([c.env.LIMIT.limit({ key: 'user' }), c.env.LIMIT.limit({ key: 'user, burst' })]);
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
