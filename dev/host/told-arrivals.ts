import { is, literal, nullable, number, object, string, type } from 'superstruct';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** What phones were last told of arrivals: so that the console says the same minutes as the phone beside it. */
export interface ToldArrivals {
  /** Takes notice of what a function answered. */
  readonly heard: (outcome: unknown) => void;
  /** When the order is to arrive, ms since 1970 on the one clock, as a phone that is asking was told; undefined when none is, or it was told nothing. */
  readonly of: (orderId: string, status: number) => number | undefined;
}

/** A phone that watches a delivery under way asks at least every 12 s; whoever has not for this long does not watch. ms of real time. */
const WATCHING_MS = 30_000;

const told = object({
  result: type({
    ok: literal(true),
    data: type({
      orderId: string(),
      status: type({ name: string(), detail: nullable(string()) }),
      arrival: nullable(type({ expectedAt: number() })),
    }),
  }),
});

interface Told {
  readonly name: string;
  readonly detail: string | null;
  readonly expectedAt: number;
  readonly at: number;
}

/** @param realNow ms of real time */
export function createToldArrivals(realNow: () => number): ToldArrivals {
  const arrivals = new Map<string, Told>();
  return {
    heard: (outcome) => {
      if (!is(outcome, told)) return;
      const { orderId, status, arrival } = outcome.result.data;
      if (arrival === null) arrivals.delete(orderId);
      else
        arrivals.set(orderId, {
          name: status.name,
          detail: status.detail,
          expectedAt: arrival.expectedAt,
          at: realNow(),
        });
    },
    of: (orderId, status) => {
      const last = arrivals.get(orderId);
      const { name, detail } = statusOfCode(status);
      if (last?.name !== name || last.detail !== detail) return undefined;
      if (realNow() - last.at > WATCHING_MS) return undefined;
      return last.expectedAt;
    },
  };
}
