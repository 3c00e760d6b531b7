// The cookie that ties an authorization request to the browser it began in. Several tabs may sign in at once, so it
// holds the newest few ids.
import { isRandomId } from '#core/grants/hash.ts';
import { LIFE } from '#core/limits.ts';

const NEWEST = 4;

type Where = { production: boolean };

export function readTransactions(request: Request, where: Where): string[] {
  const name = nameOf(where);
  const value = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  return (value ?? '').split('.').filter(isRandomId).slice(-NEWEST);
}

/** The `Set-Cookie` that leaves these; none of them ends the cookie. */
export function transactionsCookie(ids: readonly string[], where: Where): string {
  const life = ids.length > 0 ? LIFE.consent : 0;
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${where.production ? '; Secure' : ''}`;
  return `${nameOf(where)}=${ids.slice(-NEWEST).join('.')}; ${flags}`;
}

/** Browsers keep `__Host-` cookies over https only. */
const nameOf = ({ production }: Where): string => (production ? '__Host-txn' : 'txn');
