import { randomBytes } from 'node:crypto';
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
import { type IntracityKeys, createKeyRing, KeysEvent } from './intracity-keys';
import { IntracityEvent } from './intracity-order';
import { PLACED_BY } from './mini-programs';
import { OrderEvent } from './order';
import { sendAnswer } from './request-faults';
import { SubscribeEvent, SubscribeMessages } from './subscribe-messages';
import { type Group, GROUPS, isRobotPath, MessageEvent, Robots } from './robots';

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
  | { readonly type: 'delivery'; readonly orderId: string }
  | { readonly type: 'message' }
  | { readonly type: 'request'; readonly path: string; readonly at: number };

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

/** Group chat, with the messages that its robot has written, oldest first. */
export interface SandboxGroup extends Group {
  readonly messages: readonly Pick<MessageEvent, 'at' | 'text'>[];
}

/** Imitation of api.weixin.qq.com, with simulated deliveries, and of the robots of groups. */
export interface Sandbox {
  /**
   * Answers a request under `/cgi-bin/`, `/wxa/`, `/wxaapi/` or `/tcb/` as api.weixin.qq.com does,
   * or as the robots of 企业微信 and 飞书 do.
   *
   * @param sent body; by default it is read from the request
   */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    sent?: Promise<string>,
  ) => void;
  /** Lists the deliveries, the latest placed first. */
  readonly deliveries: () => readonly SandboxDelivery[];
  /**
   * Places a new order, or places an ended order again.
   *
   * @throws Error with a Chinese message for the person at the console, as the next methods do
   */
  readonly placeOrder: (options?: PlaceOptions) => { readonly orderId: string };
  /** Places a new order of 同城配送. @returns WeChat's id and the merchant's number */
  readonly placeIntracityOrder: IntracityDeliveries['placeOrder'];
  /** Returns a mini-program's keys of 同城配送. Default: those of the demo's stores. */
  readonly intracityKeys: (appId?: string) => Promise<IntracityKeys>;
  /** Moves a delivery to one of `nextStatuses`. */
  readonly move: (orderId: string, status: number) => void;
  /** Lists possible next statuses, the regular one first. May be empty. */
  readonly nextStatuses: (orderId: string) => readonly number[];
  /** Gives the order to the courier's other rider. */
  readonly reassign: (orderId: string) => void;
  readonly groups: () => readonly SandboxGroup[];
  /** Subscribe messages, which people accept on their phones. */
  readonly messages: Pick<SubscribeMessages, 'accept' | 'sent'>;
  readonly faults: Faults;
  /** Access tokens that were issued, oldest first. */
  readonly issuedTokens: readonly TokenEvent[];
  /** Calls of each mini-program, by which WeChat reckons its quota. */
  readonly calls: DailyCalls;
  /** Returns the number of requests since the start, by URL path. */
  readonly requests: () => ReadonlyMap<string, number>;
  /** Reports every change of a delivery and every request. */
  readonly subscribe: (listener: (change: SandboxChange) => void) => void;
}

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
}: SandboxOptions): Sandbox {
  const listeners = new Set<(change: SandboxChange) => void>();
  const tell = (change: SandboxChange): void => {
    for (const listener of listeners) listener(change);
  };
  const past = journalFile === undefined ? [] : pastFrom(journalFile);
  const remember = (event: SandboxEvent): void => {
    if (journalFile !== undefined) appendToJournal(journalFile, event);
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
    newToken: () => randomBytes(96).toString('base64url'),
    past: past.filter((event) => event.type === 'token-issued'),
    record: remember,
  });
  const listDeliveries = (): readonly SandboxDelivery[] =>
    [...intracity.list(), ...deliveries.list()].sort((a, b) => b.placedAt - a.placedAt);
  const robots = new Robots({
    now,
    faults,
    past: past.filter((event) => event.type === 'group-message'),
    record: (event) => {
      remember(event);
      tell({ type: 'message' });
    },
  });
  const messages = new SubscribeMessages({
    now,
    past: past.filter((event) => is(event, SubscribeEvent)),
    record: (event) => {
      remember(event);
      tell({ type: 'message' });
    },
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
  const having = (orderId: string): Pick<Sandbox, 'move' | 'nextStatuses'> =>
    intracity.byWxOrderId(orderId) === undefined ? deliveries : intracity;

  return {
    handle: (request, response, sent = text(request)) => {
      const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
      requests.set(url.pathname, (requests.get(url.pathname) ?? 0) + 1);
      tell({ type: 'request', path: url.pathname, at: now() });
      if (isRobotPath(url))
        void sent.then((body) => {
          const answered = robots.answer(url, body);
          if (answered !== null) sendAnswer(response, JSON.stringify(answered));
        });
      else void answer(request, url, response, sent);
    },
    deliveries: listDeliveries,
    placeOrder: deliveries.placeOrder,
    placeIntracityOrder: intracity.placeOrder,
    intracityKeys: (appId = PLACED_BY.appId) => intracityKeys(appId),
    move: (orderId, status) => {
      having(orderId).move(orderId, status);
    },
    nextStatuses: (orderId) => having(orderId).nextStatuses(orderId),
    reassign: deliveries.reassign,
    groups: () =>
      GROUPS.map((group) => ({
        ...group,
        messages: robots.messages
          .filter((message) => message.group === group.name)
          .map(({ at, text }) => ({ at, text })),
      })),
    messages,
    faults,
    issuedTokens: tokens.issued,
    calls,
    requests: () => requests,
    subscribe: (listener) => {
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
