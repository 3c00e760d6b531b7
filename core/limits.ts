// Every limit of the product, once. Pure data: the pages import it too, so that a form and the server
// that checks it never disagree.

/** Sizes of texts, in code points after trimming unless the name says otherwise. */
export const TEXT = {
  titleMax: 255,
  descriptionMax: 10_000,
  messageMax: 5_000,
  messagePartsMax: 50,
  threadTitleMax: 120,
  tagMax: 32,
  passwordMin: 8,
  passwordMaxBytes: 1_024,
  emailMaxBytes: 254,
} as const;

/** Sizes of requests. */
export const REQUEST = {
  urlMaxBytes: 4 * 1024,
  headersMaxBytes: 8 * 1024,
  authBodyMaxBytes: 16 * 1024,
  /** A legal description of 10,000 astral code points takes 120,000 bytes when escaped. */
  bodyMaxBytes: 128 * 1024,
  jsonMaxDepth: 32,
  jsonMaxKeys: 200,
  jsonMaxItems: 1_000,
} as const;

/** Sizes of pages and of what one user may own. */
export const ROWS = {
  tasksPerPage: 50,
  threadsPerPage: 20,
  pageMax: 100,
  tasksPerUser: 10_000,
  tagsPerTask: 20,
  tagsPerUser: 200,
  conversationsPerUser: 1_000,
  /** Outside clients connected at a time. */
  grantsPerUser: 20,
} as const;

/** What one chat turn may spend. */
export const TURN = {
  timeoutMs: 30_000,
  heartbeatMs: 15_000,
  modelTurns: 10,
  toolCalls: 30,
  changes: 25,
  outputTokensPerCall: 1_024,
  /** Of the day's budget, until the turn's end tells what it was. */
  reservedTokens: 4_096,
  historyItems: 50,
  historyTokens: 24_000,
  /** A turn older than this has died with its isolate; its lease may be taken. */
  leaseSeconds: 60,
  runningPerUser: 3,
} as const;

/** How long several deletions wait for the user's answer. */
export const CONFIRMATION = { lifeSeconds: 5 * 60 } as const;

/** What a tool gives back to a model. */
export const TOOL_RESULT = {
  rowsMax: 50,
  descriptionMax: 500,
  bytesMax: 16 * 1024,
  argumentsMaxBytes: 64 * 1024,
} as const;

/** How long the events of a task outlive it; until then its deletion can be undone. */
export const EVENTS = { lifeDays: 30 } as const;

/** How long a request with an Idempotency-Key is remembered. */
export const IDEMPOTENCY = { lifeHours: 24, runningSeconds: 60 } as const;

/** How long the outside world may take. */
export const TIMEOUT = {
  databaseMs: 5_000,
  mcpCallMs: 8_000,
  modelHeadersMs: 10_000,
  modelSilenceMs: 15_000,
} as const;

/** Lives of tokens, in seconds. */
export const LIFE = {
  accessToken: 15 * 60,
  turnToken: 2 * 60,
  refreshIdle: 7 * 24 * 3600,
  refreshFamily: 30 * 24 * 3600,
  refreshGrace: 10,
  refreshGraceChildren: 3,
  /** How long a client's request waits for the person's answer. */
  consent: 10 * 60,
  clientAccessToken: 15 * 60,
  /** A connected client and its refresh tokens, from the consent on. */
  grant: 30 * 24 * 3600,
} as const;

/** Outside clients of the MCP Worker. */
export const CLIENT = {
  callsPerDay: 10_000,
  redirectUrisMax: 10,
  redirectUriMax: 2_048,
  stateMax: 1_024,
} as const;
