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

/** `key`: the action itself checks a key that the caller sends. */
export type Grants = 'anyone' | 'timer' | 'key' | Readonly<Partial<Record<Role, Scope>>>;

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

/** `perform` accepts any event and checks it. */
export interface Action {
  readonly sources: readonly string[];
  readonly grants: Grants;
  readonly perform: (
    event: Readonly<Record<string, unknown>>,
    call: CallContext,
    actor: Omit<Actor, 'call'> | null,
  ) => Promise<unknown>;
}

interface OpenParts<Input> {
  readonly sources: readonly string[];
  readonly grants: Extract<Grants, string>;
  readonly input: Struct<Input>;
  readonly handle: (input: Input, call: CallContext) => Promise<unknown>;
}

interface StaffParts<Input, About extends Subject> {
  readonly sources: readonly string[];
  readonly grants: Exclude<Grants, string>;
  readonly input: Struct<Input>;
  /** Finds the subject of the input, such as a person; null refuses the call as `no-such-entry`. */
  readonly about: (input: Input, actor: Actor) => Promise<About | null> | About | null;
  readonly handle: (input: Input, about: About, actor: Actor) => Promise<unknown>;
}

export function openAction<Input>({ sources, grants, input, handle }: OpenParts<Input>): Action {
  return {
    sources,
    grants,
    perform: (event, call) => {
      if (!is(event, input)) throw new CloudFailure('bad-request');
      return handle(event, call);
    },
  };
}

export function staffAction<Input, About extends Subject>({
  sources,
  grants,
  input,
  about,
  handle,
}: StaffParts<Input, About>): Action {
  return {
    sources,
    grants,
    perform: async (event, call, member) => {
      if (member === null) throw new CloudFailure('not-staff');
      if (!is(event, input)) throw new CloudFailure('bad-request');
      const actor = { ...member, call };
      const subject = await about(event, actor);
      if (subject === null || !reachesAll(actor, subject)) throw new CloudFailure('no-such-entry');
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
export const OWNER_ONLY = {
  sources: CLIENT_SOURCES,
  grants: { owner: 'all' },
  about: ownStores,
} as const;

function reachesAll({ scope, staff }: Actor, { stores }: Subject): boolean {
  return scope === 'all' || isScopeWithin(stores, staff.stores);
}

interface AccessParts extends Pick<ShopParts, 'clock' | 'shop'> {
  readonly actions: ReadonlyMap<string, Action>;
  /** By default the field `action`. */
  readonly actionOf?: (event: Readonly<Record<string, unknown>>) => unknown;
  readonly staff: Documents;
}

/**
 * Performs an action if its `grants` allow the caller. Who is not staff gets the same failure for
 * all but open actions, so that answers do not reveal which exist.
 */
export function performActions({
  actions,
  actionOf = ({ action }) => action,
  staff,
  clock,
  shop,
}: AccessParts) {
  return async (event: unknown, call: CallContext): Promise<unknown> => {
    const bounded = isSafeEvent(event) ? event : null;
    const name = bounded === null ? null : actionOf(bounded);
    const action = typeof name === 'string' ? actions.get(name) : undefined;
    if (action !== undefined && !action.sources.includes(call.caller.source)) {
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

/** Only owners may see the cloud's IP address. */
function throwWithoutAddress(error: unknown): never {
  throw error instanceof CloudFailure ? error.with({ address: undefined }) : error;
}

type ActionFunctionParts = Pick<AccessParts, 'actions' | 'actionOf'> &
  Pick<FunctionParts<unknown>, 'name' | 'sources' | 'caller'>;

export function actionFunction(shop: ShopParts, parts: ActionFunctionParts) {
  const { collections, now, log } = shop;
  const handle = performActions({ ...shop, ...parts, staff: collections.staff });
  return defineFunction({ ...parts, handle, now, log });
}

/** Characters. A call with 100 labels of two ids each has 27,000. */
const MAX_CHARACTERS = 30_000;
const MAX_DEPTH = 8;
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Tells whether an event is an object within the size limits and without prototype keys. */
export function isSafeEvent(event: unknown): event is Readonly<Record<string, unknown>> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return charactersLeftAfter(event, MAX_DEPTH, MAX_CHARACTERS) >= 0;
  } catch {
    return false; // Reading parsed JSON never throws, so our pages did not send this event.
  }
}

function charactersLeftAfter(value: unknown, depth: number, room: number): number {
  if (typeof value === 'string') return room - value.length;
  if (typeof value !== 'object' || value === null) return room - 1;
  if (depth === 0) return -1;
  let left = room - 2;
  for (const [key, child] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.includes(key)) return -1;
    left = charactersLeftAfter(child, depth - 1, left - key.length);
    if (left < 0) return -1;
  }
  return left;
}
