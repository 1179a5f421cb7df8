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

/** In which stores a role may do something: in all, in its own, or in its own and of people with clerks only. */
export type Scope = 'all' | 'own' | 'own-clerks';

/** Who may: anybody who opens the mini-program, the cloud's own timer, or roles of the staff. */
export type Grants = 'anyone' | 'timer' | Readonly<Partial<Record<Role, Scope>>>;

/** What an action is about: the stores that it touches, and the role of the person, if it is about one. */
export interface Subject {
  readonly stores: StoreScope;
  readonly role?: Role;
}

/** Whoever of the staff asks, and how far they may go. */
export interface Actor {
  readonly staff: Staff;
  readonly scope: Scope;
  readonly call: Call;
}

/** A row of an access table, with its types inside. */
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
  /** Checked, and bounded. */
  readonly input: Struct<Input>;
  readonly handle: (input: Input, call: Call) => Promise<unknown>;
}

interface StaffRow<Input, About extends Subject> {
  readonly sources: readonly string[];
  readonly grants: Exclude<Grants, string>;
  readonly input: Struct<Input>;
  /** Finds what the input is about, which is held against the actor's stores before anything is done. Null: there is none. */
  readonly about: (input: Input, actor: Actor) => Promise<About | null> | About | null;
  readonly handle: (input: Input, about: About, actor: Actor) => Promise<unknown>;
}

/** An action that needs no member of the staff. */
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

/** An action of the staff. */
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

/** Of an action that is about whatever stores the actor has. */
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
  /** The whole of what the function does, and who may: what is not in here is done for nobody. */
  readonly actions: ReadonlyMap<string, Action>;
  /** Which of them an event asks for; without it, what the event names as its `action`. */
  readonly actionOf?: (event: Readonly<Record<string, unknown>>) => unknown;
  readonly staff: Documents;
  readonly now: () => number;
}

/**
 * Performs what an event asks for, as far as the table grants it. Whoever is not staff learns the same nothing from whatever they send, at one read of
 * the database, but from actions for anyone.
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

/** A cloud function that performs the actions of a table for the people of a shop. */
export function actionFunction(shop: ShopParts, parts: ActionFunctionParts) {
  const { collections, now, log } = shop;
  const handle = performActions({ ...parts, staff: collections.staff, now });
  return defineFunction({ ...parts, handle, now, log });
}

/** The longest event that a page of ours sends is 8 kB: an account with 100 stores. */
const MAX_CHARACTERS = 20_000;
const MAX_DEPTH = 8;
/** Names by which an object would reach into all others. */
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Whether an event is an object that may be looked at: neither too long nor too deep, and without names that mean more than themselves. */
export function isBounded(event: unknown): event is Readonly<Record<string, unknown>> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return roomAfter(event, MAX_DEPTH, MAX_CHARACTERS) >= 0;
  } catch {
    return false; // What cannot even be read is nothing that a page of ours sends.
  }
}

/** How much room a value leaves; negative when it has none. Ends as soon as that is so, however great the value. */
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
