import type { CheckName } from './self-check';

/** WeChat services that deliver: 即时配送, and 同城配送, which new mini-programs are offered. */
export const PROVIDER_NAMES = ['wechat-instant', 'wechat-intracity'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Service of a delivery that names none, and of a shop that has no delivery accounts yet. */
export const USUAL_PROVIDER = 'wechat-instant' satisfies ProviderName;

/**
 * Facts in which the services differ; how each is asked is the cloud's matter (core/providers/).
 */
interface ProviderFacts {
  /** Name of the service on WeChat's own pages. */
  readonly title: string;
  /** Whether its answers tell the rider's position. */
  readonly tellsPosition: boolean;
  /** Whether an order has two numbers: the shop's own and WeChat's, which is longer. */
  readonly hasTwoNumbers: boolean;
  /** Whether a mini-program has one account at most. */
  readonly hasOneAccount: boolean;
  /** Checks of 自检 that concern its accounts, and need WeChat's token. */
  readonly checks: readonly CheckName[];
  /** Least interval of look-ups before the end; while delivering also the age of a fresh answer. */
  readonly leastSeconds: { readonly delivering: number; readonly otherwise: number };
  /** Time without any change after which a delivery is looked up less often, and the interval. */
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
  // Without a position less changes between two answers (docs/intracity-contract.md §1).
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
