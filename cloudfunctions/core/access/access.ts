import { type Struct, is } from 'superstruct';
import { type Role, type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type CallContext,
  type FunctionParts,
  CLIENT_SOURCES,
  defineFunction,
  refusedSourceFailure,
} from '../runtime/define-function';
import type { Documents } from '../storage/documents';
import { withShopKey } from '../storage/shop-document';
import type { ShopParts } from './shop-context';
import { type Staff, memberWhoCalls } from './staff';

/** Stores that an actor may act on. With `own-clerks` the actor may act on clerks only. */
export type Scope = 'all' | 'own' | 'own-clerks';

/** Who may call. `key`: anyone, because the action itself checks a key that the caller sends. */
type Grants = 'anyone' | 'timer' | 'key' | Readonly<Partial<Record<Role, Scope>>>;

/** Subject of an action: the affected stores, and the role of the affected person, if any. */
export interface Subject {
  readonly stores: StoreScope;
  readonly role?: Role;
}

export interface Actor {
  readonly staff: Staff;
  readonly scope: Scope;
  readonly call: CallContext;
}

/** Event within the size limits, and without prototype keys. */
type SafeEvent = Readonly<Record<string, unknown>>;

/** Action that a caller names. `perform` checks the fields of the event. */
export interface Action {
  readonly grants: Grants;
  readonly perform: (
    event: SafeEvent,
    call: CallContext,
    actor: Omit<Actor, 'call'> | null,
  ) => Promise<unknown>;
}

interface NonStaffParts<Input> {
  readonly grants: Extract<Grants, string>;
  readonly input: Struct<Input>;
  readonly handle: (input: Input, call: CallContext) => Promise<unknown>;
}

interface StaffParts<Input, About extends Subject> {
  readonly grants: Exclude<Grants, string>;
  readonly input: Struct<Input>;
  /** Finds the subject of the input, such as a person; null refuses the call as `no-such-entry`. */
  readonly about: (input: Input, actor: Actor) => Promise<About | null> | About | null;
  readonly handle: (input: Input, about: About, actor: Actor) => Promise<unknown>;
}

export function nonStaffAction<Input>({ grants, input, handle }: NonStaffParts<Input>): Action {
  return {
    grants,
    perform: (event, call) => {
      if (!is(event, input)) throw new CloudFailure('bad-request');
      return handle(event, call);
    },
  };
}

export function staffAction<Input, About extends Subject>(parts: StaffParts<Input, About>): Action {
  const { grants, input, about, handle } = parts;
  return {
    grants,
    perform: async (event, call, member) => {
      if (member === null) throw new CloudFailure('not-staff');
      if (!is(event, input)) throw new CloudFailure('bad-request');
      const actor = { ...member, call };
      const subject = await about(event, actor);
      if (subject === null || !reachesAllStores(actor, subject))
        throw new CloudFailure('no-such-entry');
      if (actor.scope === 'own-clerks' && (subject.role ?? 'clerk') !== 'clerk') {
        throw new CloudFailure('not-allowed');
      }
      return handle(event, subject, actor);
    },
  };
}

export function ownStores(_input: unknown, { staff }: Actor): Subject {
  return { stores: staff.stores };
}

/** Access rules of actions for the owner only, by default about all stores. */
export const OWNER_ONLY = { grants: { owner: 'all' }, about: ownStores } as const;

/** Lists the SOURCEs (WeChat's kinds of callers) that may call an action. */
function sourcesOf({ grants }: Action): readonly string[] {
  if (grants === 'timer') return ['wx_trigger'];
  return grants === 'key' ? ['wx_http'] : CLIENT_SOURCES;
}

function reachesAllStores({ scope, staff }: Actor, { stores }: Subject): boolean {
  return scope === 'all' || isScopeWithin(stores, staff.stores);
}

interface ActionHandlerParts extends Pick<ShopParts, 'clock' | 'shop'> {
  readonly actions: ReadonlyMap<string, Action>;
  /** Returns the name of an event's action; by default its field `action`. */
  readonly actionNameOf?: (event: SafeEvent) => unknown;
  readonly staff: Documents;
}

/**
 * Creates a handler that performs an action if its `grants` allow the caller. Strangers get one
 * failure for all staff actions, so that answers do not tell which actions exist.
 */
export function createActionHandler(parts: ActionHandlerParts) {
  const { actions, actionNameOf = ({ action }: SafeEvent) => action, staff, clock, shop } = parts;
  return async (event: unknown, call: CallContext): Promise<unknown> => {
    const bounded = isSafeEvent(event) ? event : null;
    const name = bounded === null ? null : actionNameOf(bounded);
    const action = typeof name === 'string' ? actions.get(name) : undefined;
    if (action !== undefined && !sourcesOf(action).includes(call.caller.source)) {
      throw refusedSourceFailure(call.caller);
    }
    if (bounded !== null && action !== undefined && typeof action.grants === 'string') {
      call.note({ action: String(name) });
      await clock.ready(call);
      return action.perform(bounded, call, null);
    }
    const now = clock.ready(call).then(clock.now);
    // No work may continue after the answer, so even a refusal waits until the clock is ready.
    const member = await memberWhoCalls(staff, call.caller, now).finally(() => now);
    call.note({ who: member.staffId });
    if (bounded === null || action === undefined) throw new CloudFailure('bad-request');
    call.note({ action: String(name) });
    const scope = (action.grants as Exclude<Grants, string>)[member.role];
    if (scope === undefined) throw new CloudFailure('not-allowed');
    const performed = action.perform(bounded, call, { staff: member, scope });
    const answer = member.role === 'owner' ? performed : performed.catch(throwWithoutAddress);
    return withShopKey(shop(), answer);
  };
}

/** Throws an error again, without the cloud's IP address, which only owners may see. */
function throwWithoutAddress(error: unknown): never {
  throw error instanceof CloudFailure ? error.withDetails({ address: undefined }) : error;
}

type ActionFunctionParts = Pick<ActionHandlerParts, 'actions' | 'actionNameOf'> &
  Pick<FunctionParts<unknown>, 'name' | 'caller'>;

export function defineActionFunction(shop: ShopParts, parts: ActionFunctionParts) {
  const { collections, now, log } = shop;
  const handle = createActionHandler({ ...shop, ...parts, staff: collections.staff });
  const sources = [...parts.actions.values()].flatMap(sourcesOf);
  return defineFunction({ ...parts, sources, handle, now, log });
}

/** Maximum size of an event in characters. Our largest has 27,000: 100 orders of two ids each. */
const MAX_CHARACTERS = 30_000;
const MAX_DEPTH = 8;
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Tells whether an event is an object within the size limits and without prototype keys. */
export function isSafeEvent(event: unknown): event is SafeEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return charactersLeftAfter(event, MAX_DEPTH, MAX_CHARACTERS) >= 0;
  } catch {
    return false; // Reading parsed JSON never throws, so our pages did not send this event.
  }
}

function charactersLeftAfter(value: unknown, depth: number, charactersLeft: number): number {
  if (typeof value === 'string') return charactersLeft - value.length;
  if (typeof value !== 'object' || value === null) return charactersLeft - 1;
  if (depth === 0) return -1;
  let left = charactersLeft - 2;
  for (const [key, child] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.includes(key)) return -1;
    left = charactersLeftAfter(child, depth - 1, left - key.length);
    if (left < 0) return -1;
  }
  return left;
}
