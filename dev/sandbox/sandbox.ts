import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Infer, array, assert, is, union } from 'superstruct';
import { Faults } from '../faults/faults';
import { appendToJournal, readJournal } from '../journal/journal';
import { AccessTokens, TokenEvent } from './access-tokens';
import { DEMO_ACCOUNT } from './account';
import { createApi } from './api';
import { DailyCalls } from './daily-calls';
import type { InvokeFunction } from './invoke-function';
import { type PlaceOptions, type SandboxDelivery, createDeliveries } from './deliveries';
import { createIntracityApi } from './intracity-api';
import {
  type IntracityDeliveries,
  type IntracityPlaceOptions,
  createIntracityDeliveries,
} from './intracity-deliveries';
import { createKeyRing, KeysEvent } from './intracity-keys';
import { IntracityEvent } from './intracity-order';
import { PLACED_BY } from './mini-programs';
import { OrderEvent } from './order';
import { sendAnswer } from './request-faults';
import { SubscribeEvent, SubscribeMessages } from './subscribe-messages';
import { GROUPS, isRobotPath, MessageEvent, Robots } from './robots';

export { DEMO_ACCOUNT };
export type { IntracityPlaceOptions, PlaceOptions, SandboxDelivery };

const SandboxEvent = union([
  OrderEvent,
  TokenEvent,
  IntracityEvent,
  KeysEvent,
  MessageEvent,
  SubscribeEvent,
]);
type SandboxEvent = Infer<typeof SandboxEvent>;

export type SandboxChange =
  { readonly type: 'delivery'; readonly orderId: string } | { readonly type: 'message' };

export interface SandboxOptions {
  /** Returns the simulated clock's time, in ms since 1970. */
  readonly now: () => number;
  /** File in which events are kept. Without it, they are lost when the process ends. */
  readonly journalFile?: string;
  /** Faults to imitate. Default: a new set, in which none is on. */
  readonly faults?: Faults;
  /** Calls the mini-program's cloud functions over HTTP. Without it there are none. */
  readonly invoke?: InvokeFunction;
}

/** Imitation of api.weixin.qq.com, with simulated deliveries, and of the robots of groups. */
export type Sandbox = ReturnType<typeof createSandbox>;

/**
 * Creates the sandbox, with the state that the journal's events give.
 *
 * @throws Error when the journal is damaged, or is not a sandbox's journal
 */
export function createSandbox({
  now,
  journalFile,
  faults = new Faults(),
  invoke = () => Promise.resolve({ errMsg: 'FunctionName parameter could not be found.' }),
}: SandboxOptions) {
  const listeners = new Set<(change: SandboxChange) => void>();
  const tell = (change: SandboxChange): void => {
    for (const listener of listeners) listener(change);
  };
  const past = journalFile === undefined ? [] : pastFrom(journalFile);
  const remember = (event: SandboxEvent): void => {
    if (journalFile !== undefined) appendToJournal(journalFile, event);
  };
  const rememberMessage = (event: SandboxEvent): void => {
    remember(event);
    tell({ type: 'message' });
  };
  const changed = (orderId: string): void => {
    tell({ type: 'delivery', orderId });
  };
  const deliveries = createDeliveries({
    now,
    past: past.filter((event) => is(event, OrderEvent)),
    record: remember,
    changed,
  });
  const intracity = createIntracityDeliveries({
    now,
    past: past.filter((event) => is(event, IntracityEvent)),
    record: remember,
    changed,
  });
  const intracityKeys = createKeyRing({
    now,
    past: past.filter((event) => event.type === 'intracity-keys-made'),
    record: remember,
  });
  const tokens = new AccessTokens({
    now,
    past: past.filter((event) => event.type === 'token-issued'),
    record: remember,
  });
  const listDeliveries = (): readonly SandboxDelivery[] =>
    [...intracity.list(), ...deliveries.list()].sort((a, b) => b.placedAt - a.placedAt);
  const robots = new Robots({
    now,
    faults,
    past: past.filter((event) => event.type === 'group-message'),
    record: rememberMessage,
  });
  const messages = new SubscribeMessages({
    now,
    past: past.filter((event) => is(event, SubscribeEvent)),
    record: rememberMessage,
  });
  const calls = new DailyCalls(now);
  const requests = new Map<string, number>();
  const answer = createApi({
    now,
    tokens,
    deliveries,
    intracity: createIntracityApi({ now, keys: intracityKeys, deliveries: intracity }),
    listDeliveries,
    faults,
    calls,
    messages,
    invoke,
  });
  /** Returns the deliveries of the service that has this order. */
  const having = (orderId: string): Pick<IntracityDeliveries, 'move' | 'nextStatuses'> =>
    intracity.byWxOrderId(orderId) === undefined ? deliveries : intracity;

  return {
    /**
     * Answers a request under `/cgi-bin/`, `/wxa/`, `/wxaapi/` or `/tcb/` as api.weixin.qq.com
     * does, or as the robots of 企业微信 and 飞书 do.
     *
     * @param sent body; by default it is read from the request
     */
    handle: (
      request: IncomingMessage,
      response: ServerResponse,
      sent: Promise<string> = text(request),
    ) => {
      const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
      requests.set(url.pathname, (requests.get(url.pathname) ?? 0) + 1);
      if (isRobotPath(url))
        void sent.then((body) => {
          const answered = robots.answer(url, body);
          if (answered !== null) sendAnswer(response, JSON.stringify(answered));
        });
      else void answer(request, url, response, sent);
    },
    /** Lists the deliveries, the latest placed first. */
    deliveries: listDeliveries,
    /**
     * Places a new order, or places an ended order again.
     *
     * @throws Error with a Chinese message for the person at the console, as the next methods do
     */
    placeOrder: deliveries.placeOrder,
    /** Places a new order of 同城配送. @returns WeChat's id and the merchant's number */
    placeIntracityOrder: intracity.placeOrder,
    /** Returns a mini-program's keys of 同城配送. Default: those of the demo's stores. */
    intracityKeys: (appId = PLACED_BY.appId) => intracityKeys(appId),
    /** Moves a delivery to one of `nextStatuses`. */
    move: (orderId: string, status: number) => {
      having(orderId).move(orderId, status);
    },
    /** Lists possible next statuses, the regular one first. May be empty. */
    nextStatuses: (orderId: string) => having(orderId).nextStatuses(orderId),
    /** Gives the order to the courier's other rider. */
    reassign: deliveries.reassign,
    groups: () =>
      GROUPS.map((group) => ({
        ...group,
        messages: robots.messages
          .filter((message) => message.group === group.name)
          .map(({ at, text }) => ({ at, text })),
      })),
    /** Subscribe messages, which people accept on their phones. */
    messages,
    faults,
    /** Access tokens that were issued, oldest first. */
    issuedTokens: tokens.issued,
    /** Calls of each mini-program, by which WeChat reckons its quota. */
    calls,
    /** Returns the number of requests since the start, by URL path. */
    requests: () => requests,
    /** Reports every change of a delivery, and every message. */
    subscribe: (listener: (change: SandboxChange) => void) => {
      listeners.add(listener);
    },
  };
}

function pastFrom(journalFile: string): readonly SandboxEvent[] {
  const { entries } = readJournal(journalFile);
  const events: unknown = entries;
  assert(
    events,
    array(SandboxEvent),
    `${journalFile} is no journal of this sandbox. Forget what was kept: npm start -- --fresh`,
  );
  return events;
}
