import { MINUTE_MS } from './age';
import type { CheckName } from './self-check';

/** WeChat's delivery services: 即时配送, and 同城配送, which is offered to new mini-programs. */
export const PROVIDER_NAMES = ['wechat-instant', 'wechat-intracity'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Service assumed for a delivery that names none, and for a shop without delivery accounts. */
export const USUAL_PROVIDER = 'wechat-instant' satisfies ProviderName;

/** Facts in which the services differ. How to ask each service is in core/providers/ (cloud). */
interface ProviderFacts {
  readonly title: string;
  readonly tellsPosition: boolean;
  /** Whether an order has two numbers: the shop's own and WeChat's, which is longer. */
  readonly hasTwoNumbers: boolean;
  readonly hasOneAccount: boolean;
  /** Checks of 自检 about accounts of this service; these checks need WeChat's token. */
  readonly checks: readonly CheckName[];
  /** Least seconds between look-ups before the end. A rider's answer is fresh for `delivering`. */
  readonly leastSeconds: { readonly delivering: number; readonly otherwise: number };
  /** After `fromMs` without a change, a delivery is looked up only every `seconds`. */
  readonly unchanged: { readonly fromMs: number; readonly seconds: number };
}

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
