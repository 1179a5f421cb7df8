import { MINUTE_MS } from './age';
import type { CheckName } from './self-check';

/** WeChat's delivery services: 即时配送, and 同城配送, which is offered to new mini-programs. */
export const PROVIDER_NAMES = ['wechat-instant', 'wechat-intracity'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Service of a delivery that names no service, and of a shop without delivery accounts. */
export const USUAL_PROVIDER = 'wechat-instant' satisfies ProviderName;

/** Facts in which the services differ. The cloud's core/providers/ says how to ask each service. */
interface ProviderFacts {
  readonly title: string;
  readonly tellsPosition: boolean;
  /** True if an order has two numbers: the shop's own, and WeChat's, which is longer. */
  readonly hasTwoNumbers: boolean;
  readonly hasOneAccount: boolean;
  /** Checks of 自检 for accounts of this service. They need WeChat's token. */
  readonly checks: readonly CheckName[];
  /** Least seconds between look-ups: `delivering` for goods on the way, else `otherwise`. */
  readonly leastSeconds: { readonly delivering: number; readonly otherwise: number };
  /** A delivery without a change for `fromMs` is looked up at most once every `seconds`. */
  readonly unchanged: { readonly fromMs: number; readonly seconds: number };
}

const FACTS_BY_PROVIDER: Readonly<Record<ProviderName, ProviderFacts>> = {
  'wechat-instant': {
    title: '即时配送',
    tellsPosition: true,
    hasTwoNumbers: false,
    hasOneAccount: false,
    checks: ['accounts', 'sign', 'shop-no'],
    leastSeconds: { delivering: 8, otherwise: 20 },
    unchanged: { fromMs: 120 * MINUTE_MS, seconds: 300 },
  },
  // 同城配送 has longer intervals: it tells no rider's position (docs/intracity-contract.md §1).
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
  return FACTS_BY_PROVIDER[provider];
}
