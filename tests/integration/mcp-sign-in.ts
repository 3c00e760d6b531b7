// What an outside client keeps while it signs in, for the official clients of both generations: they ask for it by
// the same names. Where a browser would open, a scripted person answers.
import { auth, type OAuthDiscoveryState } from '@modelcontextprotocol/client';
import type { Db } from '#core/db/client.ts';
import { aPerson, type Person } from './mcp-worker.ts';

type Client = { client_id: string; client_secret?: string };
type Tokens = { access_token: string; token_type: string; refresh_token?: string; scope?: string };

/** Nobody needs to listen there: the scripted person reads the address instead of following it. */
const CALLBACK = 'http://127.0.0.1:61299/callback';

type Answering = Pick<Person, 'answer'>;

export class ScriptedSignIn {
  readonly redirectUrl: string;
  /** Scopes that were asked for, in turn. */
  readonly asked: (string | null)[] = [];
  /** What came back to the client. */
  callback: URL | undefined;
  changeTasks = true;
  readonly #person: Answering;
  #client: Client | undefined;
  #tokens: Tokens | undefined;
  #verifier = '';
  #discovery: OAuthDiscoveryState | undefined;

  /** @param redirectUrl Where something listens, if a browser is to go there. */
  constructor(person: Answering, redirectUrl: string = CALLBACK) {
    this.#person = person;
    this.redirectUrl = redirectUrl;
  }

  get clientMetadata() {
    return {
      client_name: 'Outside client',
      redirect_uris: [this.redirectUrl],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    };
  }

  clientInformation = (): Client | undefined => this.#client;
  saveClientInformation = (client: Client): void => {
    this.#client = client;
  };
  tokens = (): Tokens | undefined => this.#tokens;
  saveTokens = (tokens: Tokens): void => {
    this.#tokens = tokens;
  };
  discoveryState = (): OAuthDiscoveryState | undefined => this.#discovery;
  saveDiscoveryState = (discovery: OAuthDiscoveryState): void => {
    this.#discovery = discovery;
  };
  codeVerifier = (): string => this.#verifier;
  saveCodeVerifier = (verifier: string): void => {
    this.#verifier = verifier;
  };

  async redirectToAuthorization(authorization: URL): Promise<void> {
    this.asked.push(authorization.searchParams.get('scope'));
    this.callback = await this.#person.answer(authorization, this.changeTasks);
  }

  get code(): string {
    return this.callback?.searchParams.get('code') ?? '';
  }
}

/** The access token of a client that has signed in at this address for a new person. */
export async function signedInToken(url: URL, db: Db): Promise<string> {
  const signIn = new ScriptedSignIn(await aPerson(db));
  await auth(signIn, { serverUrl: url });
  const iss = signIn.callback?.searchParams.get('iss');
  await auth(signIn, { serverUrl: url, authorizationCode: signIn.code, ...(iss && { iss }) });
  return signIn.tokens()?.access_token ?? '';
}
