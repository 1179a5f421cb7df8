import type { CheckName } from './self-check';

/** WeChat's delivery services: 即时配送, and 同城配送, which is offered to new mini-programs. */
export const PROVIDER_NAMES = ['wechat-instant', 'wechat-intracity'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Service assumed for a delivery that names none, and for a shop without delivery accounts. */
export const USUAL_PROVIDER = 'wechat-instant' satisfies ProviderName;

/** Facts in which the services differ. How to ask each service is in core/providers/ (cloud). */
interface ProviderFacts {
  /** Name of the service on WeChat's own pages. */
  readonly title: string;
  /** Whether the answers of the service tell the rider's position. */
  readonly tellsPosition: boolean;
  /** Whether an order has two numbers: the shop's own and WeChat's, which is longer. */
  readonly hasTwoNumbers: boolean;
  /** Whether a mini-program has one account at most. */
  readonly hasOneAccount: boolean;
  /** Checks of 自检 about accounts of this service; these checks need WeChat's token. */
  readonly checks: readonly CheckName[];
  /**
   * Shortest interval (seconds) of look-ups before the delivery's end. While a rider is delivering,
   * an answer also counts as fresh for `delivering` seconds.
   */
  readonly leastSeconds: { readonly delivering: number; readonly otherwise: number };
  /** After `fromMs` without a change, a delivery is looked up only every `seconds`. */
  readonly unchanged: { readonly fromMs: number; readonly seconds: number };
}

const MINUTE_MS = 60_000;

const FACTS: Readonly<Record<ProviderName, ProviderFacts>> = {
  'wechat-instant': {
    title: '即时配送',
    tellsPosition: true,
    hasTwoNumbers: false,
    hasOneAccount: false,
    checks: ['accounts', 'sign', 'shop-no'],
    leastSeconds: { delivering: 8, otherwise: 20 },
    unchanged: { fromMs: 120 * MINUTE_MS, seconds: 300 },
  },
  // Longer intervals, since less changes without a position (docs/intracity-contract.md §1).
  'wechat-intracity': {
    title: '同城配送',
    tellsPosition: false,
    hasTwoNumbers: true,
    hasOneAccount: true,
    checks: ['intracity', 'api-keys', 'certificate', 'cloud-clock'],
    leastSeconds: { delivering: 20, otherwise: 30 },
    unchanged: { fromMs: 10 * MINUTE_MS, seconds: 60 },
  },
};

export function factsOf(provider: ProviderName = USUAL_PROVIDER): ProviderFacts {
  return FACTS[provider];
}
