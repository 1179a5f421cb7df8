import { type Struct, is } from 'superstruct';
import { type Role, type StoreScope, isScopeWithin } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type CallContext,
  type FunctionDefinition,
  CLIENT_SOURCES,
  defineFunction,
  refusedSourceFailure,
} from '../runtime/define-function';
import type { Documents } from '../storage/documents';
import { withShopKey } from '../storage/shop-document';
import type { ShopContext } from './shop-context';
import { type Staff, readCallingMember } from './staff';

/** Stores that an actor may act on: all, or the actor's own; `own-clerks`: there only on clerks. */
export type Scope = 'all' | 'own' | 'own-clerks';

/** Callers of an action. `key`: anyone, because the action itself checks a key that they send. */
type Grants = 'anyone' | 'timer' | 'key' | Readonly<Partial<Record<Role, Scope>>>;

/** Subject of an action: its stores and, if the action is about a person, that person's role. */
export interface Subject {
  readonly stores: StoreScope;
  readonly role?: Role;
}

export interface Actor {
  readonly staff: Staff;
  readonly scope: Scope;
  readonly call: CallContext;
}

/** Event of a call, within the size limits, and without keys such as `__proto__` (isSafeEvent). */
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

interface NonStaffAction<Input> {
  readonly grants: Extract<Grants, string>;
  readonly input: Struct<Input>;
  readonly handle: (input: Input, call: CallContext) => Promise<unknown>;
}

interface StaffAction<Input, About extends Subject> {
  readonly grants: Exclude<Grants, string>;
  readonly input: Struct<Input>;
  /** Returns the person or stores that an input names; null refuses the call: there are none. */
  readonly findSubject: (input: Input, actor: Actor) => Promise<About | null> | About | null;
  readonly handle: (input: Input, actor: Actor, subject: About) => Promise<unknown>;
}

export function nonStaffAction<Input>({ grants, input, handle }: NonStaffAction<Input>): Action {
  return {
    grants,
    perform: (event, call) => {
      if (!is(event, input)) throw new CloudFailure('bad-request');
      return handle(event, call);
    },
  };
}

export function staffAction<Input, About extends Subject>(
  definition: StaffAction<Input, About>,
): Action {
  const { grants, input, findSubject, handle } = definition;
  return {
    grants,
    perform: async (event, call, member) => {
      if (member === null) throw new CloudFailure('not-staff');
      if (!is(event, input)) throw new CloudFailure('bad-request');
      const actor = { ...member, call };
      const subject = await findSubject(event, actor);
      if (subject === null || !mayActOnStores(actor, subject))
        throw new CloudFailure('no-such-entry');
      if (actor.scope === 'own-clerks' && (subject.role ?? 'clerk') !== 'clerk') {
        throw new CloudFailure('not-allowed');
      }
      return handle(event, actor, subject);
    },
  };
}

export function ownStores(_input: unknown, { staff }: Actor): Subject {
  return { stores: staff.stores };
}

/** Access rules of actions that only an owner may use. Such an action concerns all stores. */
export const OWNER_ONLY = { grants: { owner: 'all' }, findSubject: ownStores } as const;

/** Lists the SOURCEs (WeChat's kinds of callers) that may call an action. */
function acceptedSourcesOf({ grants }: Action): readonly string[] {
  if (grants === 'timer') return ['wx_trigger'];
  return grants === 'key' ? ['wx_http'] : CLIENT_SOURCES;
}

function mayActOnStores({ scope, staff }: Actor, { stores }: Subject): boolean {
  return scope === 'all' || isScopeWithin(stores, staff.stores);
}

interface ActionHandlerOptions extends Pick<ShopContext, 'clock' | 'shop'> {
  readonly actions: ReadonlyMap<string, Action>;
  /** Returns the name of the action that an event asks for; default: the event's field `action`. */
  readonly actionNameOf?: (event: SafeEvent) => unknown;
  readonly staff: Documents;
}

/**
 * Creates a handler that performs an action if its `grants` allow the caller. A stranger gets the
 * same failure for every staff action, so that answers do not tell which actions exist.
 */
export function createActionHandler(options: ActionHandlerOptions) {
  const { actions, actionNameOf = ({ action }: SafeEvent) => action, staff, clock, shop } = options;
  return async (event: unknown, call: CallContext): Promise<unknown> => {
    const safeEvent = isSafeEvent(event) ? event : null;
    const actionName = safeEvent === null ? null : actionNameOf(safeEvent);
    const action = typeof actionName === 'string' ? actions.get(actionName) : undefined;
    if (action !== undefined && !acceptedSourcesOf(action).includes(call.caller.source)) {
      throw refusedSourceFailure(call.caller);
    }
    if (safeEvent !== null && action !== undefined && typeof action.grants === 'string') {
      call.note({ action: String(actionName) });
      await clock.synchronize(call);
      return action.perform(safeEvent, call, null);
    }
    const readyTime = clock.synchronize(call).then(clock.now);
    // An instance may freeze after its answer, so even a refusal waits until its clock is set.
    const member = await readCallingMember(staff, call.caller, readyTime).finally(() => readyTime);
    call.note({ who: member.staffId });
    if (safeEvent === null || action === undefined) throw new CloudFailure('bad-request');
    call.note({ action: String(actionName) });
    const scope = (action.grants as Exclude<Grants, string>)[member.role];
    if (scope === undefined) throw new CloudFailure('not-allowed');
    const result = action.perform(safeEvent, call, { staff: member, scope });
    const shownAnswer = member.role === 'owner' ? result : result.catch(throwWithoutAddress);
    return withShopKey(shop(), shownAnswer);
  };
}

/** Throws an error again, without the cloud's IP address, which only owners may see. */
function throwWithoutAddress(error: unknown): never {
  throw error instanceof CloudFailure ? error.withDetails({ address: undefined }) : error;
}

type ActionFunctionDefinition = Pick<ActionHandlerOptions, 'actions' | 'actionNameOf'> &
  Pick<FunctionDefinition<unknown>, 'name' | 'caller'>;

export function defineActionFunction(shop: ShopContext, definition: ActionFunctionDefinition) {
  const { collections, now, log } = shop;
  const handle = createActionHandler({ ...shop, ...definition, staff: collections.staff });
  const sources = [...definition.actions.values()].flatMap(acceptedSourcesOf);
  return defineFunction({ ...definition, sources, handle, now, log });
}

/** Maximum size of an event in characters. Our largest has 27,000: 100 orders of two ids each. */
const MAX_EVENT_CHARACTERS = 30_000;
const MAX_EVENT_DEPTH = 8;
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Tells whether an event is an object within the size limits and without prototype keys. */
export function isSafeEvent(event: unknown): event is SafeEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return charactersLeftAfter(event, MAX_EVENT_DEPTH, MAX_EVENT_CHARACTERS) >= 0;
  } catch {
    return false; // Reading parsed JSON never throws: this event is not from our pages.
  }
}

function charactersLeftAfter(value: unknown, depthLeft: number, charactersLeft: number): number {
  if (typeof value === 'string') return charactersLeft - value.length;
  if (typeof value !== 'object' || value === null) return charactersLeft - 1;
  if (depthLeft === 0) return -1;
  let remaining = charactersLeft - 2;
  for (const [key, child] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.includes(key)) return -1;
    remaining = charactersLeftAfter(child, depthLeft - 1, remaining - key.length);
    if (remaining < 0) return -1;
  }
  return remaining;
}
