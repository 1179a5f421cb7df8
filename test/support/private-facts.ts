import type { Place } from '../../dev/cloud/seen';
import type { ToldSecrets } from '../../dev/sandbox/told-secrets';

/** Statuses before the pick-up, while staff of the store are told 取货码. */
const BEFORE_PICK_UP: readonly unknown[] = ['assigned', 'at-store'];
/** Names of the decrypted answer and of its encrypted form. They stop in the provider. */
const WIRE_NAMES =
  /receiver_info|recv_code|fetch_code|transporter_info|user_openid|order_seq|paid_amount|transaction_id|authtag|PRIVATE KEY/;
/** What is left of 取货码 and the serial once all allowed ones have been taken out. */
const HANDOVER = /"handover"/;
/** Receiver's point with more than three decimals. */
const EXACT_POINT = /"receiverPosition":\{[^}]*\.\d{4,}/;
/** Shorter texts would be found by chance. Names have as few characters as this. */
const SHORTEST = 3;
const SHORTEST_DIGITS = 6;

/**
 * Creates a guard of what the contract keeps from everybody (docs/intracity-contract.md §1). An
 * invented secret that is too short to be told from other text counts as a leak, too.
 */
export function createPrivacyGuard() {
  const names = new Map<string, string>();
  let secrets: RegExp | null = null;
  let leaks: string[] = [];
  const learnText = (name: string, text: unknown): void => {
    if (typeof text !== 'string' || text === '' || names.has(text)) return;
    const shortest = /^\d+$/.test(text) ? SHORTEST_DIGITS : SHORTEST;
    if (text.length < shortest) leaks.push(`${name} “${text}” is too short to be looked for`);
    names.set(text, name);
    secrets = new RegExp([...names.keys()].map(pattern).join('|'));
  };
  return {
    /** Learns secrets that must not be seen from now on. */
    learn: (told: ToldSecrets) => {
      if ('keys' in told) {
        const { symmetricKey, privateKey } = told.keys;
        learnText('symmetric key', symmetricKey);
        const lines = privateKey.split('\n').filter((line) => !line.startsWith('-----'));
        for (const line of lines.slice(0, 2)) learnText('private key', line);
        return;
      }
      if ('paid' in told) {
        const { openid, description, paid_amount, transaction_id } = told.paid;
        const facts = { openid, description, paid_amount: String(paid_amount), transaction_id };
        for (const [name, text] of Object.entries(facts)) learnText(name, text);
        return;
      }
      const { receiver_info, user_openid, recv_code, fetch_code } = told.order;
      const { receiver_name, phone_num, address } = record(receiver_info);
      const facts = { receiver_name, phone_num, address, user_openid, recv_code, fetch_code };
      for (const [name, text] of Object.entries(facts)) learnText(name, text);
    },
    /** Looks into a printed line, an answer or a document, once there is a secret to look for. */
    look: (place: Place, seen: unknown) => {
      if (secrets === null || seen === undefined) return;
      const text = typeof seen === 'string' ? seen : JSON.stringify(withoutAllowed(place, seen));
      const [found] = secrets.exec(text) ?? [];
      const leak =
        (found === undefined ? undefined : names.get(found)) ??
        [WIRE_NAMES, HANDOVER, EXACT_POINT].find((looks) => looks.test(text))?.source;
      if (leak !== undefined) leaks.push(`${leak} in the ${place}: ${text.slice(0, 2000)}`);
    },
    /** Returns the leaks since the last call. */
    takeLeaks: () => {
      const taken = leaks;
      leaks = [];
      return taken;
    },
  };
}

/** The guard of a test file, for the set-up of all tests and for its own test. */
export const privacyGuard = createPrivacyGuard();

/** Matches a text; of digits only the whole number. */
function pattern(text: string): string {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^\d+$/.test(text) ? `(?<![\\w.])${literal}(?![\\w.])` : literal;
}

/**
 * Takes 取货码 out where it is allowed: of the answer to a look-up, and of the document of a
 * delivery, whose rider has yet to pick up.
 */
function withoutAllowed(place: Place, seen: unknown): unknown {
  if (place === 'answer') {
    const { data, ...rest } = record(seen);
    const { handover: _, ...others } = record(data);
    const isAllowed = BEFORE_PICK_UP.includes(record(others['status'])['name']);
    return isAllowed ? { ...rest, data: others } : seen;
  }
  const { attempts, ...rest } = record(seen);
  if (place !== 'document' || !Array.isArray(attempts)) return seen;
  return { ...rest, attempts: attempts.map(withoutHandover) };
}

function withoutHandover(attempt: unknown): unknown {
  const { answer, ...rest } = record(attempt);
  if (!BEFORE_PICK_UP.includes(rest['status'])) return attempt;
  const { handover: _, ...others } = record(answer);
  return { ...rest, answer: others };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
