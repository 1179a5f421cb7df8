import type { Struct } from 'superstruct';
import { is } from 'superstruct';
import type { Role, StoreScope } from '../../../miniprogram/contract/shop';
import { isWithin } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call, FunctionParts } from '../runtime/define-function';
import { defineFunction, refusedSource } from '../runtime/define-function';
import type { Documents } from '../storage/documents';
import type { ShopParts } from './shop-context';
import type { Staff } from './staff';
import { memberWhoCalls } from './staff';

/** Stores in which a role may act: `all`, its `own`, or `own-clerks`: its own, on clerks only. */
export type Scope = 'all' | 'own' | 'own-clerks';

/**
 * Callers that an action accepts: anyone in the mini-program, the cloud's timer, or staff roles.
 */
export type Grants = 'anyone' | 'timer' | Readonly<Partial<Record<Role, Scope>>>;

/** Stores that an action touches, and the role of the person that it concerns, if any. */
export interface Subject {
  readonly stores: StoreScope;
  readonly role?: Role;
}

/** Member of the staff who calls, with the scope that the action grants to their role. */
export interface Actor {
  readonly staff: Staff;
  readonly scope: Scope;
  readonly call: Call;
}

/** Row of an access table. Its input types are hidden inside `perform`. */
export interface Action {
  readonly sources: readonly string[];
  readonly grants: Grants;
  readonly perform: (
    event: Readonly<Record<string, unknown>>,
    call: Call,
    actor: Omit<Actor, 'call'> | null,
  ) => Promise<unknown>;
}

interface OpenRow<Input> {
  readonly sources: readonly string[];
  readonly grants: 'anyone' | 'timer';
  /** Schema that checks and bounds the input. */
  readonly input: Struct<Input>;
  readonly handle: (input: Input, call: Call) => Promise<unknown>;
}

interface StaffRow<Input, About extends Subject> {
  readonly sources: readonly string[];
  readonly grants: Exclude<Grants, string>;
  readonly input: Struct<Input>;
  /**
   * Finds what the input is about. Its stores are compared with the actor's before the input is
   * handled.
   *
   * @returns null when there is no such entry
   */
  readonly about: (input: Input, actor: Actor) => Promise<About | null> | About | null;
  readonly handle: (input: Input, about: About, actor: Actor) => Promise<unknown>;
}

/** Makes an action that needs no member of the staff. */
export function openAction<Input>({ sources, grants, input, handle }: OpenRow<Input>): Action {
  return {
    sources,
    grants,
    perform: (event, call) => {
      if (!is(event, input)) throw new CloudFailure('bad-request');
      return handle(event, call);
    },
  };
}

/** Makes an action of the staff. */
export function staffAction<Input, About extends Subject>({
  sources,
  grants,
  input,
  about,
  handle,
}: StaffRow<Input, About>): Action {
  return {
    sources,
    grants,
    perform: async (event, call, member) => {
      if (member === null) throw new CloudFailure('not-staff');
      if (!is(event, input)) throw new CloudFailure('bad-request');
      const actor = { ...member, call };
      const subject = await about(event, actor);
      if (subject === null || !reaches(actor, subject)) throw new CloudFailure('no-such-entry');
      if (actor.scope === 'own-clerks' && (subject.role ?? 'clerk') !== 'clerk') {
        throw new CloudFailure('not-allowed');
      }
      return handle(event, subject, actor);
    },
  };
}

/** Finds the subject of an action that concerns all stores of the actor. */
export function ownStores(_input: unknown, { staff }: Actor): Subject {
  return { stores: staff.stores };
}

function reaches({ scope, staff }: Actor, { stores }: Subject): boolean {
  return scope === 'all' || isWithin(stores, staff.stores);
}

function named({ action }: Readonly<Record<string, unknown>>): unknown {
  return action;
}

interface AccessParts {
  /** All actions of the function. Nobody can perform an action that is missing here. */
  readonly actions: ReadonlyMap<string, Action>;
  /** Reads the action's name from an event; by default from the field `action`. */
  readonly actionOf?: (event: Readonly<Record<string, unknown>>) => unknown;
  readonly staff: Documents;
  readonly now: () => number;
}

/**
 * Makes a handler that performs the action of an event, as far as the table grants it. Outside the
 * actions for anyone, a stranger gets the same failure for every event, after one database read.
 */
export function performActions({ actions, actionOf = named, staff, now }: AccessParts) {
  return async (event: unknown, call: Call): Promise<unknown> => {
    const bounded = isBounded(event) ? event : null;
    const name = bounded === null ? null : actionOf(bounded);
    const action = typeof name === 'string' ? actions.get(name) : undefined;
    if (action !== undefined && !action.sources.includes(call.caller.source)) {
      throw refusedSource(call.caller);
    }
    if (bounded !== null && action !== undefined && typeof action.grants === 'string') {
      call.note({ action: String(name) });
      return action.perform(bounded, call, null);
    }
    const member = await memberWhoCalls(staff, call.caller, now());
    call.note({ who: member.staffId });
    if (bounded === null || action === undefined) throw new CloudFailure('bad-request');
    call.note({ action: String(name) });
    const scope = (action.grants as Exclude<Grants, string>)[member.role];
    if (scope === undefined) throw new CloudFailure('not-allowed');
    return action.perform(bounded, call, { staff: member, scope });
  };
}

type ActionFunctionParts = Pick<AccessParts, 'actions' | 'actionOf'> &
  Pick<FunctionParts<unknown>, 'name' | 'sources' | 'caller'>;

/** Makes a cloud function that performs the actions of a table. */
export function actionFunction(shop: ShopParts, parts: ActionFunctionParts) {
  const { collections, now, log } = shop;
  const handle = performActions({ ...parts, staff: collections.staff, now });
  return defineFunction({ ...parts, handle, now, log });
}

/**
 * Bound of an event, in characters. The longest of our pages is 8 kB: an account with 100 stores.
 */
const MAX_CHARACTERS = 20_000;
const MAX_DEPTH = 8;
/** Keys that would change the prototype of other objects. */
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Tells whether an event is an object of bounded length and depth, without prototype keys. */
export function isBounded(event: unknown): event is Readonly<Record<string, unknown>> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return roomAfter(event, MAX_DEPTH, MAX_CHARACTERS) >= 0;
  } catch {
    return false; // An event that throws when it is read does not come from our pages.
  }
}

/**
 * Counts how much room a value leaves. The count stops once no room is left.
 *
 * @returns remaining characters; negative when the value is too long or too deep
 */
function roomAfter(value: unknown, depth: number, room: number): number {
  if (typeof value === 'string') return room - value.length;
  if (typeof value !== 'object' || value === null) return room - 1;
  if (depth === 0) return -1;
  let left = room - 2;
  for (const [key, held] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.includes(key)) return -1;
    left = roomAfter(held, depth - 1, left - key.length);
    if (left < 0) return -1;
  }
  return left;
}
